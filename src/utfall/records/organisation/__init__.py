"""Units, authorities, people with their roles, and rounds."""
