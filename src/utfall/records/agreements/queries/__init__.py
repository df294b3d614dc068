"""What is asked about agreements; nothing here writes."""
