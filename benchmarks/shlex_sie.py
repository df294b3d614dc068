"""A SIE reader on the standard library's `shlex`, as the small readers in public have it: the yardstick."""

import shlex
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, str, str, tuple[tuple[str, str], ...], int, str]
"""Voucher, date, account, objects, öre and text of a booked row."""


def transactions(path: Path) -> Iterator[Row]:
    """The booked rows of a sound file in code page 437."""
    voucher, voucher_day = "", ""
    with path.open(encoding="cp437") as file:
        for line in file:
            line = line.strip()
            if line.startswith("#VER"):
                parts = shlex.split(line)
                voucher, voucher_day = f"{parts[1]} {parts[2]}", parts[3]
            elif line.startswith("#TRANS"):
                yield _transaction(_tokens(line), voucher, voucher_day)


def _tokens(line: str) -> Iterator[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="{}")
    lexer.wordchars += "#.-åäöÅÄÖ"
    lexer.commenters = ""
    for token in lexer:
        # It joins the two braces of an empty list into one token.
        yield from token if token and set(token) <= {"{", "}"} else (token,)


def _transaction(tokens: Iterator[str], voucher: str, voucher_day: str) -> Row:
    next(tokens)
    account = next(tokens)
    next(tokens)
    objects = []
    while (dimension := next(tokens)) != "}":
        objects.append((dimension, next(tokens)))
    amount = next(tokens)
    day = next(tokens, "") or voucher_day
    return voucher, day, account, tuple(objects), _öre(amount), next(tokens, "").strip()


def _öre(text: str) -> int:
    whole, _point, decimals = text.lstrip("-").partition(".")
    amount = int(whole or 0) * 100 + int((decimals + "00")[:2])
    return -amount if text.startswith("-") else amount
