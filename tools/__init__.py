"""What keeps the project in order, none of it needed by the program."""
