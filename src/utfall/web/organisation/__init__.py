"""The pages of administration: who has which role, what has been done, what is read in from files."""
