"""The generic long format, one value a row, written so that it can be read again."""

import csv
import io
from collections.abc import Iterable, Iterator

from utfall.integrations.kommunbas.reader import Observation

HEADER = ("Period", "Enhet", "Mått", "Kolumn", "Mätvärde")


def lines(observations: Iterable[Observation]) -> Iterator[str]:
    """The lines of a CSV file, each ending with CRLF: semicolon, decimal comma, an empty cell for no value."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    yield _taken(buffer)
    for one in observations:
        value = "" if one.value is None else format(one.value, "f").replace(".", ",")
        writer.writerow((one.period, one.unit, one.measure, one.column, value))
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
