"""Agreements: their parties, what is to be done, what it costs and when it ends."""
