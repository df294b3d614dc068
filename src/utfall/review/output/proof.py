"""The proof sheet: how many figures a review rests on, and why the others were not checked."""

from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _
from utfall.review.result import Proof

READ = _("Lästa siffror")
TIED = _("Knutna till minst en annan siffra")
CHECKED = _("Kontrollerade")
NOTHING_CHECKED = _("Inget kunde kontrolleras. Att det saknas påpekanden betyder inte att siffrorna stämmer.")
_LAYERS = {
    "table": _("Samband inom tabeller"),
    "tables": _("Samband mellan tabeller"),
    "prose": _("Samband med löpande text"),
    "facts": _("Samband med källorna"),
}


def proof_sheet(proof: Proof, *, language: str = SWEDISH) -> tuple[tuple[str, int, int | None], ...]:
    """The lines of the proof sheet: words, count, and whole percent of the figures read.

    First read, tied and checked; then each reason for not checking, most figures first; then relations by layer,
    which have no percentage. Percentages are rounded half up.
    """
    lines: list[tuple[str, int, int | None]] = [
        (translate(READ, language), proof.read, None),
        (translate(TIED, language), proof.tied, _percent(proof.tied, proof.read)),
        (translate(CHECKED, language), proof.checked, _percent(proof.checked, proof.read)),
    ]
    for reason, count in sorted(proof.not_checked.items(), key=lambda pair: (-pair[1], pair[0])):
        lines.append((translate(reason, language), count, _percent(count, proof.read)))
    for layer, count in sorted(proof.layers.items()):
        lines.append((translate(_LAYERS.get(layer, layer), language), count, None))
    return tuple(lines)


def _percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None
