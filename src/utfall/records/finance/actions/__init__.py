"""Everything that may be done with what is stored about money, one named deed each."""
