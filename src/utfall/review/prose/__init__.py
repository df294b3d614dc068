"""What running text says, checked against the tables and against itself."""
