"""Objects that no part owns yet, as rows and back."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain.control import ControlActivity, ControlResult, Risk
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question, Survey
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import Placed
from utfall.records.sources.codec import plain, restored
from utfall.records.sources.models import SourceObject

KINDS: Mapping[str, type] = {
    kind.__name__: kind for kind in (Survey, Question, Index, Risk, ControlActivity, ControlResult)
}


def store(authority: Authority, placed: Iterable[Placed]) -> None:
    """Keep the objects of these kinds; others are passed by."""
    SourceObject.objects.bulk_create(
        SourceObject(
            authority=authority,
            kind=type(one.item).__name__,
            code=one.item.code,
            name=one.item.name,
            fields=plain(one.item),
            place=one.place,
            position=one.position,
        )
        for one in placed
        if type(one.item).__name__ in KINDS
    )


def objects(authority: Authority) -> Iterator[Placed]:
    """The objects of the authority in their order."""
    for row in SourceObject.objects.filter(authority=authority).order_by("position", "pk"):
        item: Coded = restored(KINDS[row.kind], row.fields)
        yield Placed(row.position, item, row.place)
