"""The document model written out, one module per form."""
