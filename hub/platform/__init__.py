"""What rooms stand on: database, unit of work, bus, timers, rpc, settings, logs. Knows no TMF word and no room."""
