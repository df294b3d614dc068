"""From what a round asks about, back to the text about it."""

from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.contributions import find


def text_about(authority: Authority, code: str, by: Acting) -> Contribution | None:
    """The text about the goal or indicator in the latest open round: her own if she has one, else the first she may see.

    Two queries; None where no round is open, or nothing that she may see is asked for there.
    """
    rows = Round.objects.filter(authority=authority, state=RoundState.OPEN)
    round = rows.select_related("authority", "previous").order_by("-position").first()
    found = find(round, code, by) if round is not None else None
    return None if isinstance(found, Denied) else found
