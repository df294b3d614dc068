"""The example as a site that people can use: its cast, in the middle of a round."""
