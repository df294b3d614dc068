"""One document model with its readers, its composer and its renderers."""
