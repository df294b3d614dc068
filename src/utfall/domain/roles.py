"""The roles and rights that an authority grants to persons."""

from enum import StrEnum

from utfall.locale import mark as _


class Role(StrEnum):
    """What a person is in one authority; the value is what is stored, `word` what is shown."""

    UNIT_MANAGER = "enhetschef"
    AREA_MANAGER = "områdeschef"
    CONTROLLER = "controller"
    SECRETARY = "nämndsekreterare"
    ADMINISTRATION_HEAD = "förvaltningschef"
    MEMBER = "ledamot"
    AUDITOR = "revisor"
    AUDIT_EXPERT = "sakkunnigt biträde"
    QUALITY_OFFICER = "kvalitetsansvarig"
    EXECUTIVE_OFFICE = "kommunledningskontor"
    AUTHORITY_ADMINISTRATOR = "behörighetsadministratör"
    SYSTEM_ADMINISTRATOR = "systemadministratör"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _ROLE_WORDS[self]


class Right(StrEnum):
    """What is granted beside a role, for named cost centres."""

    SEE_VOUCHERS = "se verifikationer"

    @property
    def word(self) -> str:
        """The Swedish words as shown, a message to be translated."""
        return _RIGHT_WORDS[self]


_ROLE_WORDS = {
    Role.UNIT_MANAGER: _("Enhetschef"),
    Role.AREA_MANAGER: _("Områdeschef"),
    Role.CONTROLLER: _("Controller"),
    Role.SECRETARY: _("Nämndsekreterare"),
    Role.ADMINISTRATION_HEAD: _("Förvaltningschef"),
    Role.MEMBER: _("Ledamot"),
    Role.AUDITOR: _("Revisor"),
    Role.AUDIT_EXPERT: _("Sakkunnigt biträde"),
    Role.QUALITY_OFFICER: _("Kvalitetsansvarig"),
    Role.EXECUTIVE_OFFICE: _("Kommunledningskontor"),
    Role.AUTHORITY_ADMINISTRATOR: _("Behörighetsadministratör"),
    Role.SYSTEM_ADMINISTRATOR: _("Systemadministratör"),
}
_RIGHT_WORDS = {
    Right.SEE_VOUCHERS: _("Se verifikationer"),
}
