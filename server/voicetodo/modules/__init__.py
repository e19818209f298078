"""The product. Each folder is one service: its own schema, role, routes and events; it may be deployed alone."""
