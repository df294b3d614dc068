"""kommun.yaml written: the municipality, its rounds, and how a report is reckoned."""

from utfall.domain.planning import ConsultationRule
from utfall.domain.reporting import Occasion, Owed, Part
from utfall.domain.snapshot import Round
from utfall.domain.statement import Financing, FormColumn, ReportLine, StatementForm
from utfall.integrations.folder.settings import ROUND_WORDS, PlacedForm, Settings
from utfall.integrations.folder.writing.runs import of
from utfall.integrations.folder.writing.yaml_text import Plain, number

INCOME_STATEMENT = "rr"
_WORD_OF = {kind: word for word, kind in ROUND_WORDS.items()}


def fields(settings: Settings) -> dict[str, Plain]:
    """The file's fields. Raises ValueError where the settings have no income statement."""
    form = next((placed.form for placed in settings.forms if placed.form.code == INCOME_STATEMENT), None)
    if form is None:
        raise ValueError("The settings have no income statement, so they cannot be written.")
    others = [placed for placed in settings.forms if placed.form is not form]
    return {
        "innehåll": "kommun",
        "kommun": settings.municipality,
        "nämnd": settings.committee,
        "finansiering": _financing(form).value,
        "rullat_resultat": settings.treatment.value,
        "riskgränser": {"medel_från": settings.limits.medium_from, "hög_från": settings.limits.high_from},
        "samverkan_före_beslut": None
        if settings.consultation is ConsultationRule.EITHER
        else settings.consultation.value,
        "prognosändring_förklaras_över_procent": None
        if settings.explain_over_percent == 1
        else number(settings.explain_over_percent),
        "rundor": [_round(item) for item in of(settings.rounds.items, Round)],
        "resultaträkning": {line.key: list(line.accounts) for line in form.lines if line.accounts},
        "utanför": list(settings.outside) or None,
        "uppställningar": [_form(placed) for placed in others] or None,
        "volymer": list(settings.volumes) or None,
        "maskerade_konton": [{"från": first, "till": last} for first, last in settings.masked] or None,
        "fakturaadress": settings.invoices or None,
        "kommentar_krävs_över_procent": number(settings.variance_limit.percent)
        if settings.variance_limit
        else None,
        "vem_lämnar_vad": None if settings.owed is None else [_owed(row) for row in settings.owed],
    }


def _owed(row: Owed) -> Plain:
    return {
        "nivå": row.level.value,
        "runda": _WORD_OF[row.kind],
        "avsnitt": row.section.value,
        "delar": [part.value for part in Part if part in row.parts],
        "när": None if row.occasion is Occasion.ALWAYS else row.occasion.value,
    }


def _financing(form: StatementForm) -> Financing:
    has_grant = any(line.key == "kommunbidrag" for line in form.lines)
    return Financing.TAX if has_grant else Financing.INCOME


def _round(item: Round) -> Plain:
    return {"kod": item.code, "namn": item.name, "slag": _WORD_OF[item.kind], "period": str(item.period)}


def _form(placed: PlacedForm) -> Plain:
    form = placed.form
    return {
        "kod": form.code,
        "namn": form.name,
        "enhet": placed.scope,
        "kostnader_som_plus": placed.turned or None,
        "rader": [_line(line) for line in form.lines],
        "kolumner": [_column(column) for column in placed.columns] or None,
    }


def _column(column: FormColumn) -> Plain:
    against = column.against.text if column.against else None
    return {"namn": column.name, "formel": column.formula.text, "procent_mot": against}


def _line(line: ReportLine) -> Plain:
    return {
        "mått": line.key,
        "namn": line.name,
        "slag": line.kind.value,
        "konton": list(line.accounts) or None,
        "summa_av": list(line.terms) or None,
    }
