"""Express 5 with pg and jsonwebtoken: the same routes on the same database server."""
