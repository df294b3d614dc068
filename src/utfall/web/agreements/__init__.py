"""Agreements in the browser: what is agreed, for how much, until when, and when it is gone through."""
