/* Forms: the server says what is wrong, all at once, and after every failed submit the summary of it gets focus. */
document.addEventListener("click", (event) => {
  const form = event.target.closest?.("button, input[type=submit]")?.form;
  if (form) form.noValidate = true;
}, true);

const summary = () => document.querySelector("[data-error-summary]");

const tellOfErrors = () => {
  const found = summary();
  if (found) {
    found.focus();
    if (!/^(Fel|Error):/.test(document.title)) {
      document.title = `${document.documentElement.lang === "en" ? "Error" : "Fel"}: ${document.title}`;
    }
  }
  return Boolean(found);
};

// From one page of the site to another, focus goes to what the page is: the summary of errors, or its heading.
const sameSite = () => {
  try {
    return new URL(document.referrer).origin === location.origin;
  } catch {
    return false;
  }
};
// A browser gives focus to what asks for it only when it draws, which is later than this.
const asksForFocus = () => document.querySelector("[autofocus]") || document.activeElement !== document.body;
const isNew = () => performance.getEntriesByType("navigation")[0]?.type === "navigate";
if (!tellOfErrors() && sameSite() && isNew() && !location.hash && !asksForFocus()) {
  document.querySelector("h1[tabindex='-1']")?.focus({ preventScroll: true });
}

// A summary that is morphed in place does not "appear", so it is asked for after each answer to a form.
document.addEventListener("htmx:after:swap", (event) => {
  const source = event.detail?.ctx?.sourceElement ?? event.target;
  if (source?.closest?.("auto-save") === source) return;
  if (source?.closest?.("form, [data-hx-post]")) requestAnimationFrame(tellOfErrors);
});

// A link of the summary leads to the field itself, also to the first of a group.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  if (!link) return;
  const place = document.getElementById(link.hash.slice(1));
  const field = place?.matches("input, select, textarea") ? place : place?.querySelector("input, select, textarea");
  if (field) {
    event.preventDefault();
    field.focus();
    (field.closest(".field") ?? field).scrollIntoView({ block: "center" });
  }
});

// One open menu at a time; Escape closes it and gives focus back to its word.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

// What was kept on this device for a text that was never saved goes when somebody signs out.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-logout]")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("utfall:")) localStorage.removeItem(key);
  }
});
