"""A template filled with facts, giving a document."""
