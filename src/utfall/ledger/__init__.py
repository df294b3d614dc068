"""The general ledger as columns, with the questions one asks of it."""
