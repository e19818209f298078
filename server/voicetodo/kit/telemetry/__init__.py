"""What a running process tells of itself: structured logs without personal data, metrics, traces."""
