"""What is stored in the database, how it is read, how it may change."""
