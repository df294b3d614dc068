"""One import into the ledger: what it is about, what it holds and who made it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from utfall.domain.scenario import Scenario

_NAME = re.compile(r"\w[\w.-]{0,39}")
WHOLE = "allt"
STORED = (Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST)
"""The scenarios that have entries; targets and variances are made from them."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """What a batch is about: municipality, calendar year, scenario, version and part.

    `version` names which budget (`KF`, `internbudget`) or which forecast (`2024-D2`); an outcome has none. `part` is
    what one file covers when several files together make the year (`2024-02`, `lön`); a file that is the whole year
    is the part `allt`. A later batch in the same slot replaces the earlier one, and a whole year replaces its parts.
    Raises ValueError for a name that could not be a folder.
    """

    municipality: str
    year: int
    scenario: Scenario
    version: str = ""
    part: str = WHOLE

    def __post_init__(self) -> None:
        for name in (self.municipality, self.part, *([self.version] if self.version else [])):
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r}: use letters, digits, full stop, hyphen, at most 40 characters.")
        if self.scenario not in STORED:
            raise ValueError(f"{self.scenario} is not stored as entries.")
        if not 1900 <= self.year <= 2999:
            raise ValueError(f"{self.year} is not a year.")

    @property
    def book(self) -> tuple[str, int, Scenario, str]:
        """Municipality, year, scenario and version: what the parts together make."""
        return self.municipality, self.year, self.scenario, self.version

    @property
    def folder(self) -> str:
        """Where its files lie below the store's data, such as `0484/2024/prognos@2024-D2`."""
        kind = f"{self.scenario}@{self.version}" if self.version else str(self.scenario)
        return f"{self.municipality}/{self.year}/{kind}"

    def __str__(self) -> str:
        return self.folder if self.part == WHOLE else f"{self.folder} ({self.part})"


@dataclass(frozen=True, slots=True)
class Original:
    """The file that was imported: its own name, SHA-256 and bytes, and where the copy lies in the store."""

    name: str
    sha256: str
    size: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the store: path below the store's folder, SHA-256 and bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Control sums of a batch, in öre with the ledger's sign; months as 202408."""

    rows: int
    öre: int
    debit: int
    credit: int
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an import was undone: by whom, and from what time on; `at` has a time zone."""

    by: str
    at: dt.datetime


FILES = ("entries", "cube", "codes", "control", "fingerprints")
"""The files of a batch: the entries; the monthly sums by ansvar, konto, projekt and motpart; the monthly sums by the
whole code string; the control sums; the fingerprints of the rows."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: the entries of one slot from one original, never changed afterwards.

    `recipe` says how the original was read (reader and mapping): the same original by the same recipe is the same
    batch. `decision` is the decision behind a budget. `at` has a time zone. `withdrawn` is said by the manifest, which
    keeps the batch readable by date.
    """

    id: str
    slot: Slot
    original: Original
    recipe: str
    by: str
    at: dt.datetime
    totals: Totals
    files: Mapping[str, StoredFile]
    decision: str = ""
    withdrawn: Withdrawal | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("A batch's time has a time zone.")
        if set(self.files) != set(FILES):
            raise ValueError(f"A batch has the files {', '.join(FILES)}.")

    def as_json(self) -> dict[str, object]:
        """The batch as it was committed, as plain values; `Batch.from_json(b.as_json()) == b` unless it was withdrawn."""
        return {
            "id": self.id,
            "slot": {**asdict(self.slot), "scenario": self.slot.scenario.value},
            "original": asdict(self.original),
            "recipe": self.recipe,
            "by": self.by,
            "at": self.at.isoformat(),
            "decision": self.decision,
            "totals": asdict(self.totals),
            "files": {name: asdict(self.files[name]) for name in FILES},
        }

    @classmethod
    def from_json(cls, content: Mapping[str, dict[str, str]]) -> "Batch":
        """The batch that `as_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        slot = {**content["slot"], "scenario": Scenario(content["slot"]["scenario"])}
        return cls(
            id=str(content["id"]),
            slot=Slot(**slot),  # type: ignore[arg-type]
            original=Original(**content["original"]),  # type: ignore[arg-type]
            recipe=str(content["recipe"]),
            by=str(content["by"]),
            at=dt.datetime.fromisoformat(str(content["at"])),
            decision=str(content["decision"]),
            totals=Totals(**content["totals"]),  # type: ignore[arg-type]
            files={name: StoredFile(**one) for name, one in content["files"].items()},  # type: ignore[arg-type]
        )
