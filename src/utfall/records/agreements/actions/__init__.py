"""What is done to agreements: each deed in one transaction with its row in the log."""
