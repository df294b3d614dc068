"""What is asked about reporting rounds; nothing here writes."""
