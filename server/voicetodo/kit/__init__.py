"""What another product could use: database, outbox, bus, faces, HTTP, cache, telemetry. Knows nothing of todos."""
