"""What the pages of indicators show."""
