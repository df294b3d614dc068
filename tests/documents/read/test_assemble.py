"""Headings of any reader keep their order when they are put together."""

import pytest

from utfall.documents.model import Heading
from utfall.documents.read.assemble import assemble
from utfall.documents.read.raw import RawDocument, RawHeading, Span

ORDERS = {
    "a title by its looks, then one chapter": ([0, 1, 2, 3], [1, 2, 3, 4]),
    "a title at the top, then chapters": ([1, 1, 2, 1, 2], [1, 2, 3, 2, 3]),
    "a title at the top alone": ([1, 2, 3, 2], [1, 2, 3, 2]),
    "a preface before the title": ([2, 1, 2, 3], [3, 2, 3, 4]),
    "no heading at the top": ([2, 2, 3], [2, 2, 3]),
    "as deep as it goes": ([1, 1, 6], [1, 2, 6]),
}


@pytest.mark.parametrize(("levels", "expected"), ORDERS.values(), ids=ORDERS)
def test_headings_keep_their_order(levels, expected):
    headings = tuple(RawHeading(level, (Span(f"Rubrik {n}"),)) for n, level in enumerate(levels))

    document = assemble(RawDocument(headings, language="sv"), name="rapport")

    assert [block.level for block in document.blocks if isinstance(block, Heading)] == expected
