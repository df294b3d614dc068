"""The deeds on plans."""
