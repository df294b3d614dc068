"""The door for a person at a terminal."""

import importlib

import click

_COMMANDS = {
    "report": "utfall.cli.report:report",
    "check": "utfall.cli.check:check",
    "figures": "utfall.cli.figures:figures",
    "demo": "utfall.cli.demo:demo",
    "load": "utfall.cli.site.load:load",
    "dump": "utfall.cli.site.dump:dump",
    "migrate": "utfall.cli.site.migrate:migrate",
    "start": "utfall.cli.site.start:start",
    "serve": "utfall.cli.site.serve:serve",
    "sie": "utfall.cli.sie:command",
    "ledger": "utfall.cli.ledger:command",
    "remind": "utfall.cli.remind:remind",
}


class _Commands(click.Group):
    """Loads a command when it is asked for, so that `utfall --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _colon, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="utfall")
def main() -> None:
    """Siffrorna i en delårsrapport: gör rapporten av källfiler, eller granska en färdig.

    Check the figures of a finished report, or make one from a folder of source files.
    """
