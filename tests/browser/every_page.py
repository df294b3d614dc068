"""The pages of the table of addresses, and what is looked for on each besides what axe finds."""

from playwright.sync_api import Page

from tests.web.test_access_table import CAST, ROWS

FILES = (".json", ".css", "/fil", ".xlsx", "/export", "konto/logga-ut", "/logotyp")
"""Endings of addresses that answer with a file, and the one that signs out."""


def pages() -> list[tuple[str, str]]:
    """Each page that somebody is shown, with the first of the cast who is."""
    found: dict[str, str] = {}
    for _name, method, address, expected in ROWS:
        answers = dict(zip(CAST, expected.replace(" ", ""), strict=True))
        who = next((person for person, answer in answers.items() if answer == "."), "")
        is_file = address.partition("?")[0].endswith(FILES) or ".json" in address or "hamta=" in address
        if method == "GET" and who and not is_file:
            found.setdefault(address, who)
    return list(found.items())


PAGES = pages()

HIDDEN = """() => {
  const field = document.activeElement;
  if (!field || field === document.body) return '';
  const a = field.getBoundingClientRect();
  if (!a.width || !a.height) return '';
  const bars = [...document.querySelectorAll('*')].filter(one => {
    const look = getComputedStyle(one);
    return (look.position === 'sticky' || look.position === 'fixed') && !one.contains(field) && !field.contains(one)
      && !one.closest('table') && one.getBoundingClientRect().height > 0;
  });
  return bars.some(bar => {
    const b = bar.getBoundingClientRect();
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    return high > Math.min(a.height, 24) / 2 && wide > a.width / 2 && b.top < innerHeight;
  }) ? field.outerHTML.slice(0, 120) : '';
}"""
"""The field in focus, if a bar that stays on the screen lies over it."""

ORDER = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  return all.indexOf(document.activeElement);
}"""
STOPS = 60
"""How many times Tab is pressed on a page."""


def wrong_with_keyboard(page: Page) -> list[str]:
    """What goes wrong when somebody goes through the page with Tab: an order of its own, or something hidden.

    The order is that of the page's code, so no stop comes before the one before it; positive `tabindex` is the way to
    get that wrong. What is in focus never lies under a bar that stays on the screen, and always shows that it is.
    """
    found: list[str] = []
    positive = page.evaluate(
        "[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length"
    )
    if positive:
        found.append(f"{positive} elements have a tabindex of their own")
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    last = -1
    for _step in range(STOPS):
        page.keyboard.press("Tab")
        place = page.evaluate(ORDER)
        if place < 0:
            break
        if place < last:
            found.append(f"Tab goes back: {page.evaluate('document.activeElement.outerHTML.slice(0, 120)')}")
            break
        last = place
        hidden = page.evaluate(HIDDEN)
        if hidden:
            found.append(f"under a bar: {hidden}")
    return found


def wrong_with_headings(page: Page) -> list[str]:
    """One `h1` that focus can be moved to, and a title that says the same page."""
    headings = page.locator("h1")
    if headings.count() != 1:
        return [f"{headings.count()} h1"]
    if headings.first.get_attribute("tabindex") != "-1":
        return ["h1 takes no focus"]
    return [] if page.title().strip() else ["no title"]
