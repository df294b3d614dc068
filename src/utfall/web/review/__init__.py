"""The report of a round in the browser, with what does not add up in it."""
