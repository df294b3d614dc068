"""The outside world, one folder per format or service."""
