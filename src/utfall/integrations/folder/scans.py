"""The ledgers and budgets of a folder, scanned in threads of their own while its smaller files are read."""

import contextlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from utfall.integrations.folder import budget, ledger
from utfall.integrations.folder.postings import Scan
from utfall.integrations.folder.source import SourceFile

_AT_ONCE = 2


class Scans:
    """Scans that have begun; they end with the block, and their rows with them.

    The engine works outside Python, so a scan takes hardly any time from the reading beside it.
    """

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=_AT_ONCE)
        self._begun: dict[SourceFile, Future[tuple[Scan, contextlib.ExitStack]]] = {}
        for source in files:
            if ledger.identify(source):
                self._begun[source] = self._pool.submit(_opened, ledger.scan, source)
            elif budget.identify(source):
                self._begun[source] = self._pool.submit(_opened, budget.scan, source)

    def of(self, source: SourceFile) -> Scan:
        """The scan of a ledger or a budget, when it is ready. Another thread takes a cursor of its connection."""
        return self._begun[source].result()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        for begun in self._begun.values():
            if not begun.cancelled() and begun.exception() is None:
                begun.result()[1].close()


def _opened(
    scan: Callable[[SourceFile], contextlib.AbstractContextManager[Scan]], source: SourceFile
) -> tuple[Scan, contextlib.ExitStack]:
    with contextlib.ExitStack() as stack:
        found = stack.enter_context(scan(source))
        return found, stack.pop_all()
