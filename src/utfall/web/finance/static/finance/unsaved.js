/* form[data-unsaved]: whoever leaves the page with something typed that is not saved is asked first.
   data-unsaved="typed" says that what stands in the fields was never saved, though nothing has been changed since. */
const form = document.querySelector("form[data-unsaved]");
let isSending = false;

const isChanged = (field) => {
  if (field.matches("select")) {
    const before = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(before, 0);
  }
  if (field.matches("input[type=checkbox], input[type=radio]")) return field.checked !== field.defaultChecked;
  return field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;
};

const isUnsaved = () => form.dataset.unsaved === "typed" || [...form.elements].some(isChanged);

if (form) {
  form.addEventListener("submit", (event) => { isSending = !event.defaultPrevented; });
  addEventListener("pageshow", () => { isSending = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSending && isUnsaved()) event.preventDefault();
  });
}
