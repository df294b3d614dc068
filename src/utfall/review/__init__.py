"""Findings about a document, judged against itself or against the facts."""
