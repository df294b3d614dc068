"""The design system's sheet is thinned out by whole rules, and what pages use is in it."""

import re
from pathlib import Path

from tools.slim_css import UNUSED, slim


def test_only_rules_of_unused_components_are_left_out() -> None:
    sheet = (
        "@layer ds.base, ds.components;"
        '@layer ds.components{.ds-card{color:red;&:hover{content:"}"}}.ds-card .ds-button{top:0}'
        ".ds-tabs,.ds-chip{top:1}@media print{.ds-card{top:2}}.ds-button{top:3}}:root{--a:1}"
    )
    assert slim(sheet) == (
        "@layer ds.base, ds.components;"
        "@layer ds.components{.ds-card .ds-button{top:0}@media print{.ds-card{top:2}}.ds-button{top:3}}:root{--a:1}"
    )


def test_the_sheet_is_thin_already_and_no_page_uses_what_it_lacks(root: Path) -> None:
    web = root / "src" / "utfall" / "web"
    sheet = (web / "shell" / "static" / "shell" / "vendor" / "designsystemet.css").read_text("utf-8")
    assert slim(sheet) == sheet
    sources = [
        path for kind in ("*.html", "*.py", "*.js") for path in web.rglob(kind) if "vendor" not in path.parts
    ]
    used = {
        name for path in sources for name in re.findall(r"ds-([a-z]+(?:-[a-z]+)*)", path.read_text("utf-8"))
    }
    assert "button" in used
    assert not used & UNUSED
