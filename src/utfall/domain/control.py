"""Internal control: risks with their handling, control activities with their occasions, and control results."""

from dataclasses import dataclass
from enum import StrEnum

LOWEST, HIGHEST = 1, 4


class RiskLevel(StrEnum):
    """A risk value in a word, in Swedish as printed."""

    LOW = "Låg"
    MEDIUM = "Medel"
    HIGH = "Hög"


@dataclass(frozen=True, slots=True)
class RiskLimits:
    """From which risk value (1 to 16) a risk is medium, and from which it is high; a municipality's own setting."""

    medium_from: int = 5
    high_from: int = 10

    def __post_init__(self) -> None:
        if not 1 < self.medium_from <= self.high_from <= HIGHEST * HIGHEST:
            raise ValueError("The limits rise from low to high, within 2 and 16.")

    def level(self, value: int) -> RiskLevel:
        """The word for the value."""
        if value >= self.high_from:
            return RiskLevel.HIGH
        return RiskLevel.MEDIUM if value >= self.medium_from else RiskLevel.LOW


class HandlingKind(StrEnum):
    """How a risk is handled; the value is its word in source files."""

    FOCUS = "inriktning"
    CONTROL = "kontrollmoment"
    ACCEPTED = "accepterad"


@dataclass(frozen=True, slots=True)
class Handling:
    """The link from a risk to what handles it: the code of an annual focus or a control activity, or nothing.

    An accepted risk says in `reason` why, or how it is kept low. A link without a code is refused.
    """

    kind: HandlingKind
    by: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.kind is HandlingKind.ACCEPTED and self.by:
            raise ValueError("An accepted risk is not handled by anything.")
        if self.kind is not HandlingKind.ACCEPTED and not self.by:
            raise ValueError("Say by its code what handles the risk.")


def _check(likelihood: int, consequence: int) -> None:
    for number in (likelihood, consequence):
        if not LOWEST <= number <= HIGHEST:
            raise ValueError(f"{number} is not on the scale from {LOWEST} to {HIGHEST}.")


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk of the year: event, cause and effect, likelihood and consequence (1 to 4 each) and its handling.

    `handling` is None where the link is missing; that is shown, never hidden.
    """

    code: str
    name: str
    event: str
    cause: str
    effect: str
    likelihood: int
    consequence: int
    handling: Handling | None
    scope: str
    year: int
    limits: RiskLimits = RiskLimits()

    def __post_init__(self) -> None:
        _check(self.likelihood, self.consequence)

    @property
    def value(self) -> int:
        """Likelihood × consequence, 1 to 16."""
        return self.likelihood * self.consequence

    @property
    def level(self) -> RiskLevel:
        """The value in a word."""
        return self.limits.level(self.value)


@dataclass(frozen=True, slots=True)
class ControlActivity:
    """A control activity (kontrollmoment): what is tested, at which rounds of the cycle, how and by whom.

    `occasions` are codes of rounds, so an occasion cannot be misspelt or named twice.
    """

    code: str
    name: str
    tested: str
    occasions: tuple[str, ...]
    methods: tuple[str, ...]
    responsible: str
    likelihood: int
    consequence: int
    scope: str
    year: int
    focus_of_report: str = ""
    """What the report back concentrates on, in Swedish."""
    limits: RiskLimits = RiskLimits()

    def __post_init__(self) -> None:
        _check(self.likelihood, self.consequence)
        if len(set(self.occasions)) != len(self.occasions):
            raise ValueError("A control activity is reported once at each round.")

    @property
    def value(self) -> int:
        """Likelihood × consequence, 1 to 16."""
        return self.likelihood * self.consequence

    @property
    def level(self) -> RiskLevel:
        """The value in a word."""
        return self.limits.level(self.value)


@dataclass(frozen=True, slots=True)
class ControlResult:
    """What one method of a control activity showed at one round; None is "not counted"."""

    code: str
    name: str
    control: str
    round: str
    method: int
    exceptions: int
    population: int | None = None
    sample: int | None = None

    def __post_init__(self) -> None:
        if self.sample is not None and self.population is not None and self.sample > self.population:
            raise ValueError("A sample is not larger than what it is taken from.")

    @property
    def outcome(self) -> str:
        """The end of the control in the words of the trade."""
        return "Med avvikelse" if self.exceptions else "Utan avvikelse"
