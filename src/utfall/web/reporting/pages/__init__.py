"""What each page of the reporting round shows, already fetched and put into words."""
