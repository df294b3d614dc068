"""The deeds and questions of the reporting round, one small function for each address."""
