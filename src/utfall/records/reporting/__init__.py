"""What is owed in a round, what was answered, and the editions made of it."""
