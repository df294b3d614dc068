"""The document's own style sheet made to hold only within `.report` on a page of the frame."""

import re
from functools import cache
from pathlib import Path

from utfall.documents.render import html
from utfall.documents.render.chart import palette
from utfall.review import output

_ROOT = re.compile(
    r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{.*?\}\s*\}|:root \{.*?\}", re.DOTALL
)
_MARKS = (".review mark", ".review .marked")
_PAGE = re.compile(r"@page \{[^{}]*\}")


@cache
def sheet() -> str:
    """The style of documents and of the marks of a review, nested below `.report`; colours are the frame's.

    The frame says whether a page is light or dark, so the document's own variables and font are left out.
    """
    own = (Path(html.__file__).parent / "templates" / "style.css").read_text("utf-8")
    whole = (Path(output.__file__).parent / "templates" / "review.css").read_text("utf-8")
    marks = "\n".join(line for line in whole.splitlines() if line.startswith(_MARKS))
    nested = _PAGE.sub("", _ROOT.sub("", own)).replace("\nbody {", "\n& {")
    chart = "\n".join(
        f'.chart svg [{attribute}="{light}"] {{ {attribute}: {dark} }}'
        for light, dark in palette.DARK.items()
        for attribute in ("fill", "stroke")
    )
    return "\n".join(
        (
            marks,
            f".report {{\n{nested}\n}}",
            ".report > :first-child { margin-top: 0 }",
            f'[data-color-scheme="dark"] .report {{\n{chart}\n}}',
            "@media screen and (prefers-color-scheme: dark) {",
            f'[data-color-scheme="auto"] .report {{\n{chart}\n}}',
            "}",
        )
    )
