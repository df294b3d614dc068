"""Work in the background, where each job performs one action."""
