"""What the addresses of plans answer."""
