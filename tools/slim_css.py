"""The design system's style sheet without what no page uses: `python -m tools.slim_css index.css > designsystemet.css`.

A first visit is to weigh at most 100 kB, and two thirds of the sheet are components that the site does not have. The
list below names them; a component that comes into use is taken from it, and the sheet made anew from the one that npm
holds (see VENDORED.md).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

UNUSED = frozenset(
    "avatar avatar-stack card chip combobox dialog dropdown file-upload pagination popover search skeleton spinner"
    " suggestion tab tablist tabpanel tabs toggle-group togglegroup tooltip".split()
)
_NAMES = re.compile(r"\.ds-([a-z]+(?:-[a-z]+)*)")
_LAYER = re.compile(r"@layer [a-z.]+$")


def slim(sheet: str) -> str:
    """The sheet without the rules whose selectors name unused components and nothing else."""
    return "".join(_kept(statement) for statement in statements(sheet))


def _kept(statement: str) -> str:
    head, brace, rest = statement.partition("{")
    if brace and _LAYER.match(head):
        return f"{head}{{{slim(rest[:-1])}}}"
    names = set(_NAMES.findall(head))
    return "" if names and names <= UNUSED else statement


def statements(sheet: str) -> Iterator[str]:
    """The statements of the outermost level: each up to its semicolon, or to the end of its block."""
    start = depth = 0
    # What stands in quotation marks holds neither braces nor semicolons of the sheet's own.
    for found in re.finditer(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", sheet):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] in "};":
            yield sheet[start : found.end()]
            start = found.end()
    yield sheet[start:]


if __name__ == "__main__":
    sys.stdout.write(slim(Path(sys.argv[1]).read_text("utf-8")))
