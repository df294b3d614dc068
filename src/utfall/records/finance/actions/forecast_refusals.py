"""Why something cannot be done with a forecast, in sentences."""

from utfall.domain.denied import Denied
from utfall.locale import mark as _

NO_FORECAST = Denied(
    "forecast.no-forecast",
    _("I den här rundan lämnas ingen prognos. Välj en månadsuppföljning eller ett delår."),
)
NO_STATEMENT = Denied(
    "forecast.no-statement",
    _(
        "Nämndens resultaträkning är inte inläst, så det finns inga rader att lämna prognos på. Läs in den först."
    ),
)
COMMENT_WANTED = Denied(
    "forecast.return-without-comment", _("Skriv vad som behöver ändras innan du återlämnar.")
)
READ_ANOTHER = Denied(
    "forecast.read-another", _("Prognosen har ändrats sedan du läste den. Läs den igen innan du godkänner.")
)
NOT_BEGUN = Denied("forecast.not-begun", _("Det finns ingen prognos att ta ställning till än."))
NOT_A_CELL = _(
    "”{account}” är inget av de konton som enheten lämnar prognos på. Välj någon av raderna på sidan."
)
OF_FORECASTS = {
    one.code: one
    for one in (
        Denied(
            "contribution.not-writer",
            _("Bara enhetens chef och den som godkänner kan ändra prognosen. Be någon av dem."),
        ),
        Denied(
            "contribution.not-writer-submits",
            _("Bara enhetens chef och den som godkänner kan skicka prognosen. Be någon av dem."),
        ),
        Denied("contribution.submitted", _("Prognosen är skickad. Ångra om du vill ändra den.")),
        Denied("contribution.already-submitted", _("Prognosen är redan skickad.")),
        Denied(
            "contribution.approved",
            _("Prognosen är godkänd. Be den som godkände att återlämna den med en kommentar."),
        ),
        Denied("contribution.already-approved", _("Prognosen är redan godkänd.")),
        Denied(
            "contribution.not-submitted",
            _("Prognosen är inte skickad än. Påminn enhetens chef, eller skicka den själv först."),
        ),
        Denied(
            "contribution.nothing-to-withdraw",
            _("Prognosen är inte skickad, så det finns inget att ångra. Du kan ändra den direkt."),
        ),
        Denied("contribution.not-author", _("Bara enhetens chef kan ångra. Återlämna prognosen i stället.")),
    )
}
"""The refusals of a text in the words of a forecast."""
