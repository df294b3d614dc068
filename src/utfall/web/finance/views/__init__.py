"""The views of the economy."""
