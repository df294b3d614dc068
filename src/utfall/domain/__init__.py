"""The municipality in plain Python: its words, rules and arithmetic, without files, clock or database."""
