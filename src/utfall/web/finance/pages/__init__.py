"""What the pages of the economy show."""
