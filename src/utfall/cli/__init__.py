"""The door for a person at a terminal."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="utfall")
def main() -> None:
    """Check an interim report, or make one from a folder of source files."""
