"""What the addresses of indicators answer."""
