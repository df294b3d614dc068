"""One field that finds everything one may see."""
