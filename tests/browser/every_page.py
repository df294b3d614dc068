"""The pages of the table of addresses, and what is looked for on each besides what axe finds."""

from playwright.sync_api import Page

from tests.web.test_access_table import CAST, ROWS

FILES = ("/skriver", ".json", ".css", ".pdf", "/fil", ".xlsx", "/export", "konto/logga-ut", "/logotyp")
"""Endings of addresses that answer with a file or a part of a page, and the one that signs out."""


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

AT = """() => {
  const field = document.activeElement;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const place = all.indexOf(field), told = field.outerHTML.slice(0, 120);
  const a = field.getBoundingClientRect();
  const hidden = a.width && a.height && window.staying.some(bar => {
    if (bar.contains(field) || field.contains(bar)) return false;
    const b = bar.getBoundingClientRect();
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    return high > Math.min(a.height, 24) / 2 && wide > a.width / 2 && b.top < innerHeight;
  });
  return {place, told, hidden: Boolean(hidden)};
}"""
"""Where focus is in the order of the page's code, what has it, and whether a bar that stays on the screen lies over it."""
STAYING = """() => {
  window.staying = [...document.querySelectorAll('body *:not(table *)')].filter(
    one => ['sticky', 'fixed'].includes(getComputedStyle(one).position));
  document.activeElement?.blur();
  window.scrollTo(0, 0);
}"""
"""What stays on the screen when the page is scrolled, found once; and focus put where it is when a page has come."""
STOPS = 40
"""How many times Tab is pressed on a page."""


def wrong_with_keyboard(page: Page) -> list[str]:
    """What goes wrong when somebody goes through the page with Tab: an order of its own, or something hidden.

    The order is that of the page's code, so no stop comes before the one before it; positive `tabindex` is the way to
    get that wrong. What is in focus never lies under a bar that stays on the screen, so that it is always seen.
    """
    found: list[str] = []
    positive = page.evaluate(
        "[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length"
    )
    if positive:
        found.append(f"{positive} elements have a tabindex of their own")
    page.evaluate(STAYING)
    last = -1
    for _step in range(STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if at["place"] < 0:
            break
        if at["place"] < last:
            found.append(f"Tab goes back: {at['told']}")
            break
        last = at["place"]
        if at["hidden"]:
            found.append(f"under a bar: {at['told']}")
    return found


def wrong_with_headings(page: Page) -> list[str]:
    """One `h1` that focus can be moved to, and a title that says the same page."""
    headings = page.locator("h1")
    if headings.count() != 1:
        return [f"{headings.count()} h1"]
    if headings.first.get_attribute("tabindex") != "-1":
        return ["h1 takes no focus"]
    return [] if page.title().strip() else ["no title"]
