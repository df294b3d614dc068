"""What is asked about money; nothing here writes."""
