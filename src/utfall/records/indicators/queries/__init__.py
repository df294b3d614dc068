"""What is asked about indicators."""
