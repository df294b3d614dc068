"""The words of agreements on screen."""

from utfall.domain.agreements import AgreementKind, AgreementState, AgreementStep
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
STEP_WORDS = {
    AgreementStep.REVIEW: _("Genomgång"),
    AgreementStep.NOTICE: _("Sista dag för uppsägning"),
    AgreementStep.END: _("Avtalet slutar"),
}
OVER = _("Slut")
"""What has come to its end without being terminated."""
