"""One round from source files to finished documents, without a database."""
