"""Pure building blocks: no I/O, no clock of its own, no library but msgspec's types."""
