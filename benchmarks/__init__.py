"""How fast the program is, beside the tool that it was chosen over."""
