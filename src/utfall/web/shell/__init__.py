"""The frame round every page, with the components that pages are made of."""
