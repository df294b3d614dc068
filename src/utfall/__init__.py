"""Interim reports of a public body, from source files to checked documents."""
