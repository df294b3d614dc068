"""The map of the code, written from its docstrings: `python -m tools.map` writes it, `--check` compares."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "utfall"
MAP = ROOT / "docs" / "map.md"

HEAD = """\
# Map of the code

Written from the docstrings by `make docs`; do not edit. Every folder is one sentence, every file its first line.
The order is alphabetical; which room may import which is in [architecture.md](architecture.md).
"""


def docstring(path: Path) -> str:
    """The docstring of a Python file, or an empty string."""
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def folders(source: Path = SOURCE) -> Iterator[Path]:
    """The package itself, then each package below it, in the order of the map."""
    yield from sorted((path.parent for path in source.rglob("__init__.py")), key=lambda path: path.parts)


def text(source: Path = SOURCE) -> str:
    """The whole map as Markdown."""
    return "\n".join([HEAD, *(_section(folder, source.parent) for folder in folders(source))])


def _section(folder: Path, base: Path) -> str:
    name = folder.relative_to(base).as_posix()
    modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    lines = [f"## {name}/", "", docstring(folder / "__init__.py"), ""]
    if modules:
        lines += ["| file | what it is |", "|---|---|"]
        lines += [f"| {path.name} | {_first_line(path)} |" for path in modules]
        lines += [""]
    return "\n".join(lines)


def _first_line(path: Path) -> str:
    first, _, _ = docstring(path).partition("\n")
    return first.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the map, or with `--check` say whether the stored one is true."""
    wanted = text()
    if "--check" not in arguments:
        MAP.write_text(wanted, "utf-8")
        return 0
    if MAP.is_file() and MAP.read_text("utf-8") == wanted:
        print("docs/map.md is in step with the docstrings")
        return 0
    print("docs/map.md is out of step with the docstrings: run `make docs`")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
