"""Customer order management (COM): catalogue, ordering and product inventory."""
