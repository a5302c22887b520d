"""Real PostgreSQL and RabbitMQ for the tests: found when they run, else started privately, else installed.

`python -m tests.servers -- COMMAND` gives them to a command, `tests.servers.fixtures` to pytest. Nothing is ever
skipped for want of a server: what cannot be had is an error that says what to install.
"""
