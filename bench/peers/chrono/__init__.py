"""chrono-node: dates in the same sentences, in the Node that we pin."""
