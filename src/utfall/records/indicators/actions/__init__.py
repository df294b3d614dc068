"""The deeds on indicators and their values."""
