"""Addresses of pages, each found once: a long list asks for hundreds, and to find one takes longer than to print its row."""

from functools import lru_cache
from urllib.parse import quote_plus

from django.urls import reverse


@lru_cache(maxsize=32_768, typed=True)
def found(name: str, *args: object) -> str:
    """The address of the page with the name. The site's addresses never change while it runs."""
    return reverse(name, args=args or None)


def with_query(path: str, **query: object) -> str:
    """The address with its query, in the order given; what is empty or None is left out, and a list is repeated."""
    parts = [
        f"{key}={one if isinstance(one, int) else _quoted(str(one))}"
        for key, value in query.items()
        if value not in ("", None)
        for one in (value if isinstance(value, list | tuple) else (value,))
    ]
    return f"{path}?{'&'.join(parts)}" if parts else path


_quoted = lru_cache(maxsize=4096)(quote_plus)
