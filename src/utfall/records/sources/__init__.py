"""What a source folder held for parts that are not yet edited here."""
