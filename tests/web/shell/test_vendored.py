"""What comes from elsewhere is what it says it is, and a first visit stays light."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from utfall.web import shell

STATIC = Path(shell.__file__).parent / "static" / "shell"
VENDOR = STATIC / "vendor"
LISTED = dict(
    re.findall(r"^\| ([\w.-]+) \|.*\| ([0-9a-f]{64}) \|$", (VENDOR / "VENDORED.md").read_text(), re.MULTILINE)
)


def test_every_file_made_elsewhere_is_listed():
    there = {path.name for path in VENDOR.iterdir() if path.suffix not in (".md", ".LICENSE")}
    assert there == set(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_a_file_made_elsewhere_is_unchanged(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == LISTED[name]


def test_the_font_is_the_one_of_the_documents(root):
    ours = root / "src/utfall/documents/render/fonts/SourceSans3-latin.woff2"
    assert (VENDOR / "source-sans-3.woff2").read_bytes() == ours.read_bytes()


@pytest.mark.django_db
def test_a_first_visit_is_at_most_a_hundred_kilobytes(client, operator):
    client.force_login(operator)
    page = client.get("/stil").content.decode()
    names = {
        name.split("#")[0]
        for name in re.findall(r'(?:href|src)="/static/([^"]+)"|url\("([^"]+)"\)', page)
        for name in name
        if name
    }
    assert {"shell/frame.css", "shell/vendor/source-sans-3.woff2", "shell/vendor/icons.svg"} <= names
    bodies = [page.encode(), *((STATIC.parent / name).read_bytes() for name in names)]
    assert sum(_sent(body) for body in bodies) <= 100 * 1024


def _sent(body: bytes) -> int:
    """What goes over the wire; a font is compressed already."""
    return min(len(body), len(gzip.compress(body, 9)))
