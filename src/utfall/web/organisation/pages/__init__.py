"""What the pages of administration show, a file for each thing."""
