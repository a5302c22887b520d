"""The schema's history (Alembic), one for all rooms; `hub migrate` and the embedded hub run it."""
