"""Objects with codes, as the YAML files of a folder give them, and where each is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from utfall.domain.finding import Finding
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.values import BadValueError
from utfall.integrations.folder.yaml_source import Tree
from utfall.locale import mark as _

SAME_CODE = _("Koden {code} finns redan på {other}. Ge en av dem en annan kod.")
NOT_POSSIBLE = _("{code} kan inte läsas: {why}")

Maker = Callable[[dict[str, Any]], Coded]
"""Makes an object of the fields of one entry. Raises BadValueError, or ValueError where the object cannot be."""


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects in the order they are written, with the file and line of each by its code."""

    items: tuple[Coded, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def made(tree: Tree, makers: Mapping[str, Maker]) -> tuple[Objects, tuple[Finding, ...]]:
    """The objects of a file's lists, each list with its maker; an object that cannot be made is a finding."""
    items: list[Coded] = []
    places: dict[str, str] = {}
    findings: list[Finding] = []
    for path, fields, maker in _entries(tree, makers):
        code, line = str(fields["kod"]), tree.line(*path)
        if code in places:
            findings.append(
                tree.source.finding("duplicate-code", SAME_CODE, line=line, code=code, other=places[code])
            )
            continue
        try:
            items.append(maker(fields))
        except BadValueError as problem:
            findings.append(problem.finding(tree.source.line(line)))
            continue
        except ValueError as problem:
            findings.append(
                tree.source.finding("object", NOT_POSSIBLE, line=line, code=code, why=str(problem))
            )
            continue
        places[code] = tree.source.line(line)
    return Objects(tuple(items), places), tuple(findings)


def _entries(
    tree: Tree, makers: Mapping[str, Maker]
) -> Iterator[tuple[tuple[str, int], dict[str, Any], Maker]]:
    for name, maker in makers.items():
        for number, fields in enumerate(tree.data.get(name, ())):
            yield (name, number), fields, maker


def texts(value: object) -> tuple[str, ...]:
    """A list of texts as a tuple; nothing is an empty one."""
    return tuple(map(str, value)) if isinstance(value, list) else ()
