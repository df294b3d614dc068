"""Opening what is posted voucher by voucher: a deed of its own, for each opening is in the log."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit

OPEN, EXPORT, COUNTERPARTS = "voucher.open", "voucher.export", "voucher.counterparts"


@transaction.atomic
def opened(
    deed: str, unit: OrgUnit, authority: Authority, *, by: Acting, at: dt.datetime, about: Mapping[str, str]
) -> None:
    """Note that somebody opened counterparts or vouchers of the unit, or took them out; `about` says which."""
    note(
        deed, by=by.username, at=at, authority=authority.code, object=f"unit:{unit.code}", details=dict(about)
    )
