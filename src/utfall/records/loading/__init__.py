"""A source folder into the database, out of it again, and the facts of a round as the database has them."""
