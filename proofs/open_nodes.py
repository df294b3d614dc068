"""How many elements of a page a browser has to lay out when it opens."""

from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def open_nodes(page: str) -> int:
    """The elements that do not lie folded in a closed `<details>`; its summary counts."""
    counter = _Counter()
    counter.feed(page)
    counter.close()
    return counter.count


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._within: list[tuple[str, bool]] = []
        """The elements that are open here, each with whether it folds away what is in it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        folds = [place for place, (_tag, folded) in enumerate(self._within) if folded]
        in_summary = bool(folds) and any(name == "summary" for name, _ in self._within[folds[0] :])
        is_summary = tag == "summary" and len(folds) == 1 and folds[0] == len(self._within) - 1
        if not folds or is_summary or (in_summary and len(folds) == 1):
            self.count += 1
        if tag not in _VOID:
            self._within.append((tag, tag == "details" and "open" not in dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._within.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._within) - 1, -1, -1):
            if self._within[place][0] == tag:
                del self._within[place:]
                break
