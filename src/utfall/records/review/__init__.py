"""What people have said about findings."""
