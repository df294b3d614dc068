"""How much of what is wrong the review finds, and how often it cries wolf."""
