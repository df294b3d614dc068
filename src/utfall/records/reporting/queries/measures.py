"""What has been written about a measure, round by round."""

from utfall.domain.access import visibility
from utfall.records.organisation.actor import Acting
from utfall.records.planning.models import Measure
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.things import RELATED, thing


def comments_on(measure: Measure, by: Acting) -> tuple[Contribution, ...]:
    """The comments that she may see, the latest round first; what is marked secret is found nowhere."""
    rows = Contribution.objects.filter(authority=measure.authority, object=measure.code, secret="")
    found = rows.exclude(markdown="").select_related(*RELATED).order_by("-round__position", "pk")
    return tuple(row for row in found if visibility(by.actor, thing(row, by=by)) is None)
