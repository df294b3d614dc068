"""docs/round.md, drawn from the tables of the cycles: `python -m tools.round_page` writes it, `--check` compares."""

import sys
from pathlib import Path

from utfall.domain.reporting import CONSEQUENCES, OFFSETS, diagram, round_diagram
from utfall.locale import translate

PAGE = Path(__file__).parent.parent / "docs" / "round.md"
_TEXT = """\
# The reporting round

Written by `python -m tools.round_page` from the tables in `src/utfall/domain/reporting`; change those, not this page.

## A contribution

What one person has answered for one object, unit and round. An arrow names the deed and who may do it.

```mermaid
{contribution}
```

An approval lapses when the text changes, or when a figure that it prints reads differently. The controller may confirm
changed figures for unchanged texts. Only approved contributions are locked, so unlocking a round gives every approval
back.

## A round

```mermaid
{round}
```

What follows from a deed:

| deed | makes |
|---|---|
{consequences}

## The timetable

Counted from the meeting in working days; weekends, public holidays and the eves of midsummer, Christmas and the new
year are none. This is what a municipality starts from, and changes.

| step | working days from the meeting | responsible |
|---|---|---|
{steps}
"""


def page() -> str:
    """The page as it should be."""
    makes = (
        f"| {translate(deed.word, 'en')} | {what.name.replace('_', ' ').lower()} |"
        for deed, what in CONSEQUENCES.items()
    )
    steps = (
        f"| {translate(step.word, 'en')} | {_signed(offset.working_days)} | {translate(offset.responsible.word, 'en')} |"
        for step, offset in OFFSETS.items()
    )
    return _TEXT.format(
        contribution=diagram("en"),
        round=round_diagram("en"),
        consequences="\n".join(makes),
        steps="\n".join(steps),
    )


def main() -> int:
    """Write the page, or say that it is old (exit code 1 with `--check`)."""
    if "--check" in sys.argv[1:]:
        if PAGE.read_text(encoding="utf-8") == page():
            return 0
        print("docs/round.md is old: run `python -m tools.round_page`.")
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"


if __name__ == "__main__":
    sys.exit(main())
