"""Documents from elsewhere, read into the model."""
