"""Every deed as one row, chained by hash."""
