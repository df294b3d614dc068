"""The words that say how something stands, each with its symbol and its tone."""

from dataclasses import dataclass

from utfall.locale import mark as _


@dataclass(frozen=True, slots=True)
class Look:
    """What repeats the word: a class of the stylesheet, and a symbol of the sprite."""

    tone: str
    icon: str


_GOOD = Look("good", "check")
_PARTLY = Look("partly", "half")
_BAD = Look("bad", "cross")
_LATE = Look("bad", "late")
_PROGRESS = Look("progress", "half")
_NONE = Look("none", "ring")
_DONE = Look("done", "check")

LOOKS: dict[str, Look] = {
    # Work
    _("Ej påbörjad"): _NONE,
    _("Pågår"): _PROGRESS,
    _("Klar"): _DONE,
    _("Inskickad"): _DONE,
    _("Godkänd"): _DONE,
    _("Låst"): Look("done", "lock"),
    _("Försenad"): _LATE,
    _("Återlämnad"): Look("bad", "history"),
    _("Väntar på dig"): _PARTLY,
    _("Väntar på godkännande"): _PARTLY,
    # Goals
    _("Uppnås"): _GOOD,
    _("Uppnås delvis"): _PARTLY,
    _("Uppnås inte"): _BAD,
    _("Uppnått"): _GOOD,
    _("Delvis uppnått"): _PARTLY,
    _("Inte uppnått"): _BAD,
    _("Kan inte bedömas"): _NONE,
    # Trend
    _("Bättre"): Look("good", "up"),
    _("Oförändrad"): Look("none", "same"),
    _("Sämre"): Look("bad", "down"),
    # Indicators
    _("Når målet"): _GOOD,
    _("Under målet"): _PARTLY,
    _("Över målet"): _PARTLY,
    _("Målet nått"): _GOOD,
    _("Inget utfall ännu"): _NONE,
    _("Inget mål"): _NONE,
    # Assignments
    _("Klart"): _DONE,
    _("Försenat"): _LATE,
    _("Föreslås avslutat"): _PARTLY,
    _("Avslutat"): _DONE,
    # Measures
    _("Genomförd"): _DONE,
    _("Avbruten"): Look("none", "cross"),
    _("Beslutad"): _DONE,
    _("Ej beslutad"): _NONE,
    _("Avförd"): Look("none", "cross"),
    # Needs, carried-over results and agreements
    _("Föreslaget"): _NONE,
    _("Prioriterat"): _PROGRESS,
    _("Beviljat"): _DONE,
    _("Avslaget"): Look("none", "cross"),
    _("Beslutat"): _DONE,
    _("Preliminärt"): _PARTLY,
    _("Föreslagen"): _NONE,
    _("Gäller"): _DONE,
    _("Uppsagd"): Look("bad", "cross"),
    _("Slut"): Look("none", "ring"),
    # Files on their way into the ledger
    _("Väntar på koppling"): _PARTLY,
    _("Läses"): _PROGRESS,
    _("Läses in"): _PROGRESS,
    _("Inläst"): _DONE,
    _("Kunde inte läsas in"): _BAD,
    _("Kastad"): Look("none", "cross"),
    # Sums of units against their level
    _("Stämmer med enheterna"): _GOOD,
    _("Har en egen del"): _NONE,
    # Risks
    _("Låg"): _GOOD,
    _("Medel"): _PARTLY,
    _("Hög"): _BAD,
    # Controls
    _("Utan avvikelse"): _GOOD,
    _("Med avvikelse"): _BAD,
    _("Ej utförd"): _NONE,
}


def look(word: str) -> Look:
    """How the word looks; one that nobody has given a look is an error, not a grey box."""
    return LOOKS[word]
