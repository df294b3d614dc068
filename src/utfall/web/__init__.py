"""The pages that a browser shows, one folder per part of the trade."""
