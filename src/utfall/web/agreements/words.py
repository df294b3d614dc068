"""The words of agreements on screen."""

from utfall.domain.agreements import AgreementKind, AgreementState
from utfall.locale import mark as _

KIND_WORDS = {
    AgreementKind.BASE: _("Basöverenskommelse"),
    AgreementKind.ANNUAL: _("Årsöverenskommelse"),
    AgreementKind.ADDITIONAL: _("Tilläggsuppdrag"),
    AgreementKind.SERVICE_LEVEL: _("Överenskommelse om servicenivåer"),
    AgreementKind.SUPPLIER: _("Leverantörsavtal"),
}
STATE_WORDS = {
    AgreementState.PROPOSED: _("Föreslagen"),
    AgreementState.IN_FORCE: _("Gäller"),
    AgreementState.TERMINATED: _("Uppsagd"),
}
OVER = _("Slut")
"""What has come to its end without being terminated."""
