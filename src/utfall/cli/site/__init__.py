"""The commands of a site with a database."""
