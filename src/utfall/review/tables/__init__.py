"""Tables read as figures with meaning, so that the arithmetic meant by their author can be found."""
