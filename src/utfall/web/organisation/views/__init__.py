"""What the pages of administration answer, a file for each thing."""
