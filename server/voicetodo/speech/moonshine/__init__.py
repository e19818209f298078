"""Moonshine (Moonshine AI, MIT): a small English recogniser, its weights, their conversion and its decoding loop."""
