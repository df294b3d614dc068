"""Plans and other documents that steer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SteeringDocument:
    """A plan or another document that steers: its title, kind, owner and the years it is valid."""

    code: str
    name: str
    kind: str
    owner: str
    first_year: int | None = None
    last_year: int | None = None
