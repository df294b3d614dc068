"""Objects cut into the fewest files that keep their order, since a file holds each kind in a list of its own."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from utfall.domain.snapshot import Coded

T = TypeVar("T")


def runs(
    items: Iterable[Coded],
    kinds: tuple[type | tuple[type, ...], ...],
    *,
    breaks: Callable[[list[Coded], Coded], bool] | None = None,
) -> tuple[tuple[Coded, ...], ...]:
    """Rows of objects in which the kinds come in the order given; other kinds of objects are left out.

    Kinds in one tuple stand side by side. `breaks` may ask for a new file before an object, given what the file would hold before it.
    """
    found: list[list[Coded]] = []
    last = -1
    for item in items:
        rank = next((number for number, kind in enumerate(kinds) if isinstance(item, kind)), None)
        if rank is None:
            continue
        if not found or rank < last or (breaks is not None and breaks(found[-1], item)):
            found.append([])
        found[-1].append(item)
        last = rank
    return tuple(tuple(run) for run in found)


def of(items: Iterable[Coded], kind: type[T]) -> tuple[T, ...]:
    """The objects of the kind, in order."""
    return tuple(item for item in items if isinstance(item, kind))


def named(stem: str, contents: Iterable[str]) -> Mapping[str, str]:
    """File names for the contents in order: `plan.yaml`, or `plan-001.yaml` and so on where there are several."""
    files = tuple(contents)
    if len(files) == 1:
        return {f"{stem}.yaml": files[0]}
    return {f"{stem}-{number:03}.yaml": content for number, content in enumerate(files, start=1)}
