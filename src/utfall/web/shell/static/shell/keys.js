/* Keys: Ctrl+K searches, Ctrl+S saves, Ctrl+Enter saves and goes to the next. */
const press = (key) => {
  const form = document.activeElement?.closest("form");
  const button = form?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`main [data-key="${key}"]`);
  button?.click();
  return Boolean(button);
};

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (event.key === "k") {
    const search = document.querySelector("a[data-search]");
    if (search) {
      event.preventDefault();
      location.assign(search.href);
    }
  } else if (event.key === "s" && press("save")) {
    event.preventDefault();
  } else if (event.key === "Enter" && press("next")) {
    event.preventDefault();
  }
});
