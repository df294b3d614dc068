"""What is promised, tried."""
