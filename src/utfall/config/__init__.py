"""The settings of an installation, in the only room that knows all the others."""
