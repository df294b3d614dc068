"""A text made elsewhere put last in a contribution."""

import datetime as dt

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer
from utfall.records.organisation.actor import Acting
from utfall.records.reporting.actions.writing import Saved, Writing, locked, save


@transaction.atomic
def insert(number: int, text: str, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """The text after what stands there, as a save of its own; what stands there last already is not put there twice."""
    row = locked(number)
    held, added = row.markdown.strip(), text.strip()
    if held.endswith(added):
        return Saved(row, changed=False)
    whole = "\n\n".join(filter(None, (held, added)))
    done = save(
        number, Writing(markdown=whole + "\n", answer=Answer.TEXT), version=row.version, by=by, now=now
    )
    # The row is held, so nobody can have saved in between.
    assert isinstance(done, Saved | Denied)
    return done
