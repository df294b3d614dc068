"""The commands of the general ledger: `utfall ledger`."""

import click

from utfall.cli.ledger.asking import entries, statement
from utfall.cli.ledger.keeping import batches, export, verify
from utfall.cli.ledger.taking import import_, mapping


@click.group()
def command() -> None:
    """Huvudboken: läs in räkenskaper, fråga dem, bevisa att de är oförändrade.

    The general ledger: read accounts in, ask questions of them, prove that they are unchanged.
    """


for one in (import_, mapping, statement, entries, batches, verify, export):
    command.add_command(one)
