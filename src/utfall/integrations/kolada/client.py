"""Questions to Kolada: paged, paced, tried again where the service is busy, and never half an answer."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

import httpx

from utfall.domain.finding import Finding, Severity
from utfall.integrations.kolada import values
from utfall.integrations.kolada.values import (
    KeyFigure,
    KeyValue,
    Municipality,
    MunicipalityGroup,
    OrganisationalUnit,
)
from utfall.locale import mark as _

T = TypeVar("T")
SILENT = _("Kolada svarar inte. Försök igen om en stund; det som redan är hämtat finns kvar.")
REFUSED = _("Kolada svarade med felkod {status}. Kontrollera nyckeltalens och kommunernas koder.")
STRANGE = _("Kolada svarade något som inte går att läsa. Inget hämtades; försök igen senare.")
MOST_IN_A_PART = 25
"""As many ids or years as the service takes in one part of an address."""
_PAGES = 1000
_BUSY = (429, 500, 502, 503, 504)
_TRIES = 4
_PAUSE = 0.2
"""Seconds between requests: five a second."""
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """All that was asked for, or nothing and a finding that says why."""

    values: tuple[T, ...] = ()
    findings: tuple[Finding, ...] = ()


class _FailureError(Exception):
    """The question cannot be answered; the message is for the finding."""

    def __init__(self, code: str, message: str, **shown: str) -> None:
        super().__init__(message)
        self.finding = Finding(f"kolada.{code}", Severity.ERROR, "Kolada", message, shown)


class Kolada:
    """The service at a base address, such as `https://api.kolada.se/v3`.

    `wait` is called with seconds to let pass, so that a caller decides what waiting is.
    """

    def __init__(self, base_url: str, *, http: httpx.Client, wait: Callable[[float], None]) -> None:
        """`http` carries the time limits; it is the caller's to close."""
        self._base = base_url.rstrip("/")
        self._http = http
        self._wait = wait
        self._asked = False

    def key_figures(self, *, title: str = "", ids: Sequence[str] = ()) -> Answer[KeyFigure]:
        """Key figures with words in their title, or with the ids."""
        return self._answer(self._listed("kpi", ids), {"title": title}, values.key_figure)

    def municipalities(self, *, title: str = "") -> Answer[Municipality]:
        """Municipalities, regions and the country."""
        return self._answer(["municipality"], {"title": title}, values.municipality)

    def groups(self, *, title: str) -> Answer[MunicipalityGroup]:
        """Groups of municipalities with words in their title."""
        return self._answer(["municipality_groups"], {"title": title}, values.group)

    def units(self, *, municipality: str, title: str = "") -> Answer[OrganisationalUnit]:
        """The units of a municipality."""
        return self._answer(["ou"], {"municipality": municipality, "title": title}, values.unit)

    def values(
        self, *, kpis: Sequence[str], municipalities: Sequence[str], years: Sequence[int]
    ) -> Answer[KeyValue]:
        """The values of municipalities, in as many questions as the service needs."""
        return self._answer(
            self._paths("data", "municipality", kpis, municipalities, years), {}, values.key_values
        )

    def unit_values(
        self, *, kpis: Sequence[str], units: Sequence[str], years: Sequence[int]
    ) -> Answer[KeyValue]:
        """The values of units."""
        return self._answer(self._paths("oudata", "ou", kpis, units, years), {}, values.key_values)

    @staticmethod
    def _listed(kind: str, ids: Sequence[str]) -> list[str]:
        return [f"{kind}/{','.join(part)}" for part in _parts(ids)] or [kind]

    @staticmethod
    def _paths(
        root: str, kind: str, kpis: Sequence[str], places: Sequence[str], years: Sequence[int]
    ) -> list[str]:
        return [
            f"{root}/kpi/{','.join(some)}/{kind}/{','.join(where)}/year/{','.join(when)}"
            for some in _parts(kpis)
            for where in _parts(places)
            for when in _parts([str(year) for year in years])
        ]

    def _answer(
        self,
        paths: Sequence[str],
        query: Mapping[str, str],
        made: Callable[[Mapping[str, Any]], Iterator[T]],
    ) -> Answer[T]:
        found: list[T] = []
        given = {name: value for name, value in query.items() if value}
        try:
            for path in paths:
                for row in self._rows(httpx.URL(f"{self._base}/{path}", params=given or None)):
                    found += made(row)
        except _FailureError as failure:
            return Answer(findings=(failure.finding,))
        except (KeyError, TypeError, ValueError, AttributeError):
            return Answer(findings=(_FailureError("strange", STRANGE).finding,))
        return Answer(tuple(found))

    def _rows(self, first: httpx.URL) -> Iterator[Mapping[str, Any]]:
        address: httpx.URL | None = first
        seen: set[str] = set()
        while address is not None:
            # A link that leads back, or to another host, is no next page.
            if str(address) in seen or len(seen) >= _PAGES or address.host != first.host:
                raise _FailureError("strange", STRANGE)
            seen.add(str(address))
            page = json.loads(self._get(address), parse_float=Decimal)
            yield from page["values"]
            following = page.get("next_url")
            address = httpx.URL(following) if following else None

    def _get(self, address: httpx.URL) -> bytes:
        pause = _PAUSE if self._asked else 0.0
        self._asked = True
        for number in range(_TRIES):
            if pause:
                self._wait(pause)
            pause = 2.0**number
            try:
                response = self._http.get(address)
            except httpx.TransportError:
                continue
            if response.status_code == httpx.codes.OK:
                return response.content
            if response.status_code not in _BUSY:
                raise _FailureError("refused", REFUSED, status=str(response.status_code))
            pause = _asked_wait(response) or pause
        raise _FailureError("silent", SILENT)


def _asked_wait(response: httpx.Response) -> float:
    """The seconds that the service asks to be left alone, within reason; 0 where it does not say."""
    said = response.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() else 0.0


def _parts(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start : start + MOST_IN_A_PART] for start in range(0, len(items), MOST_IN_A_PART)]
