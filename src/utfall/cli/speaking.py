"""What the commands have in common when they speak: language, findings on screen, exit codes."""

import json
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import click

from utfall.domain.finding import ORDER, Finding, Severity
from utfall.locale import LANGUAGES, SWEDISH, translate

language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=SWEDISH,
    show_default=True,
    help="Språk i meddelanden.",
)


class Exit(IntEnum):
    """The three ways a command ends."""

    NOTHING_WRONG = 0
    FINDINGS = 1
    UNREADABLE = 2


def exit_code(findings: Sequence[Finding]) -> Exit:
    """1 where there is a finding of level error, otherwise 0."""
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    return Exit.FINDINGS if wrong else Exit.NOTHING_WRONG


def show(findings: Sequence[Finding], *, language: str, everything: bool = False) -> None:
    """Print the findings, errors first; rounding and what was not checked only when everything is asked for."""
    shown = (Severity.ERROR, Severity.QUESTION)
    for finding in sorted(findings, key=lambda found: ORDER[found.severity]):
        if everything or finding.severity in shown:
            word = translate(finding.severity.word, language)
            click.echo(f"{word}: {finding.where}\n  {finding.sentence(language)}")


def count(findings: Sequence[Finding], *, language: str) -> str:
    """How many there are of each severity, in words: `2 Fel, 1 Fråga`."""
    numbers = [(sum(f.severity is severity for f in findings), severity) for severity in Severity]
    return (
        ", ".join(f"{n} {translate(severity.word, language).lower()}" for n, severity in numbers if n) or "0"
    )


def say(message: str, *, language: str, err: bool = False, **values: object) -> None:
    """Print a marked sentence in the language, with its values filled in."""
    click.echo(translate(message, language).format_map(values), err=err)


def as_json(content: Any) -> str:
    """The content as JSON for a terminal or a file."""
    return json.dumps(content, ensure_ascii=False, indent=2)
