"""Indicators with targets and measured values."""
