"""`utfall demo`: the example as a checked report, and as a site with people in the middle of a round."""

import datetime as dt
import socket
from pathlib import Path

import click

import utfall
from utfall.cli import speaking
from utfall.cli.report import FORMATS, as_of, make
from utfall.cli.site import starting
from utfall.cli.site.serve import run
from utfall.locale import mark as _

EXAMPLE = "servicenamnden-2024"
OTHER = "vard-och-omsorgsnamnden-2024"
ROUND = "2024-D2"
SITE = Path("build") / "demo"
PORT = 8000
NO_EXAMPLE = _("Exemplet {folder} finns inte. Kör från projektets mapp.")
OPEN = _("Rapporten och påpekandena ligger i {folder}.")
PREPARING = _("Gör i ordning webbplatsen i {folder} …")
ADDRESS = _("Webbplatsen: {address}")
ACCOUNTS = _("Konton (lösenorden finns också i {file}):")
HOW_TO_STOP = _("Avsluta med Ctrl+C.")
TAKEN = _("Port {port} är upptagen. Välj en annan med --port.")


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("build"), show_default=True
)
@click.option("--once", is_flag=True, help="Gör rapporten en gång och sluta.")
@click.option("--port", type=click.IntRange(1, 65535), help="Starta bara webbplatsen, på den här porten.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=SITE,
    show_default=True,
    help="Mapp för webbplatsens databas och filer.",
)
@click.option("--accounts", is_flag=True, help="Skriv kontona som JSON och sluta.")
@as_of
@speaking.language
@click.pass_context
def demo(
    ctx: click.Context,
    out: Path,
    once: bool,
    port: int | None,
    data: Path,
    accounts: bool,
    as_of: dt.datetime,
    language: str,
) -> None:
    """Gör exemplets delårsrapport i mappen build, och starta en webbplats där dess runda pågår.

    Make the example's interim report in build/, and start a site in the middle of its round.
    """
    examples = Path(utfall.__file__).parents[2] / "examples"
    folder = examples / EXAMPLE
    if not folder.is_dir():
        speaking.say(NO_EXAMPLE, language=language, err=True, folder=folder)
        ctx.exit(speaking.Exit.UNREADABLE)
    if accounts:
        _accounts(ctx, (folder, examples / OTHER), data, language)
    if port is None:
        code = _report(folder, out, as_of, language)
        if once:
            ctx.exit(code)
    _site(ctx, (folder, examples / OTHER), data, port, language)


def _report(folder: Path, out: Path, as_of: dt.datetime, language: str) -> speaking.Exit:
    _complete(folder)
    code = make(folder, ROUND, out=out, formats=FORMATS, as_of=as_of, language=language)
    speaking.say(OPEN, language=language, folder=out.resolve())
    return code


def _complete(folder: Path) -> None:
    from utfall.report.example import complete

    for path in complete(folder):
        click.echo(str(path), err=True)


def _accounts(ctx: click.Context, folders: tuple[Path, ...], data: Path, language: str) -> None:
    """The accounts on the output; a site that is not there yet is made first."""
    starting.start(data)
    from utfall.records.loading.demo.cast import accounts_of

    found = accounts_of(data) or _prepared(ctx, folders, data, language)
    click.echo(speaking.as_json(found))
    ctx.exit(speaking.Exit.NOTHING_WRONG)


def _site(ctx: click.Context, folders: tuple[Path, ...], data: Path, port: int | None, language: str) -> None:
    chosen = port or next((number for number in range(PORT, PORT + 20) if _is_free(number)), PORT)
    if not _is_free(chosen):
        speaking.say(TAKEN, language=language, err=True, port=chosen)
        ctx.exit(speaking.Exit.UNREADABLE)
    starting.start(data)
    accounts = _prepared(ctx, folders, data, language)
    from utfall.records.loading.demo.cast import FILE

    speaking.say(ADDRESS, language=language, address=f"http://127.0.0.1:{chosen}/")
    speaking.say(ACCOUNTS, language=language, file=data / FILE)
    for name, account in accounts.items():
        click.echo(f"  {name:<9} {account['username']:<9} {account['password']}")
    speaking.say(HOW_TO_STOP, language=language)
    ctx.exit(run(host="127.0.0.1", port=chosen))


def _prepared(
    ctx: click.Context, folders: tuple[Path, ...], data: Path, language: str
) -> "dict[str, dict[str, str]]":
    """The tables made, the example loaded, the cast in place."""
    from utfall.domain.denied import Denied
    from utfall.records.loading.demo.site import prepare

    speaking.say(PREPARING, language=language, err=True, folder=data.resolve())
    _complete(folders[0])
    starting.make_ready()
    done = prepare(*folders, data=data, now=dt.datetime.now(dt.UTC).replace(microsecond=0))
    if isinstance(done, Denied):
        click.echo(done.sentence(language), err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    if isinstance(done, tuple):
        speaking.show(done, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    return {name: dict(account) for name, account in done.items()}


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
