"""Findings about a file's rows, kept within bounds: the first of each kind in full, the rest counted."""

from collections import Counter

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _

LISTED = 50
MORE = _("Ytterligare {count} rader har samma fel som de {listed} som visas ({code}).")


class Tally:
    """What was found so far. A file with a million bad rows gives a short list and a true number."""

    def __init__(self, *, listed: int = LISTED) -> None:
        """`listed` is how many findings of each code are kept whole."""
        self._listed = listed
        self._counts: Counter[str] = Counter()
        self._severity: dict[str, Severity] = {}
        self._found: list[Finding] = []

    def add(self, finding: Finding) -> None:
        """Note the finding."""
        self._counts[finding.code] += 1
        self._severity[finding.code] = finding.severity
        if self._counts[finding.code] <= self._listed:
            self._found.append(finding)

    def has(self, code: str) -> bool:
        """Whether something with the code was found."""
        return self._counts[code] > 0

    def count(self, code: str) -> int:
        """How many findings with the code there were, listed or not."""
        return self._counts[code]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """In the order they were found; then one for each code of which there were more than are listed."""
        more = (
            Finding(
                code=f"{code}.more",
                severity=self._severity[code],
                where="",
                message=MORE,
                values={"count": count - self._listed, "listed": self._listed, "code": code},
            )
            for code, count in self._counts.items()
            if count > self._listed
        )
        return (*self._found, *more)
