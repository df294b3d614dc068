"""How goals were last assessed, as far as everybody in the authority may know."""

from utfall.domain.period import Period
from utfall.domain.reporting import Assessment
from utfall.records.organisation.models import Authority
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.things import CLOSED


def last_assessments(authority: Authority, year: int) -> dict[str, Assessment]:
    """The assessment of each object by the authority as a whole, from its last locked round of the year. One query.

    What is being written in an open round is for its author and its approvers, and not among these.
    """
    rows = (
        Contribution.objects.filter(
            authority=authority,
            unit__code=authority.code,
            round__state__in=[state.value for state in CLOSED],
            secret="",
        )
        .exclude(assessment="")
        .order_by("round__position")
        .values_list("object", "assessment", "round__period")
    )
    return {code: Assessment(word) for code, word, period in rows if Period.parse(period).end_year == year}
