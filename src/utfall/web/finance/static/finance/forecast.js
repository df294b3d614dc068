/* <forecast-sums>: sums, variances and changes follow what is typed; the server says the same when it is saved. */
const MINUS = "\u2212", NBSP = "\u00a0", NONE = "\u2013";

customElements.define("forecast-sums", class extends HTMLElement {
  connectedCallback() {
    this.factor = Number(this.dataset.factor);
    this.decimals = Number(this.dataset.decimals);
    this.rows = new Map();
    for (const row of this.querySelectorAll("tr[data-key]")) this.rows.set(row.dataset.key, row);
    for (const field of this.fields()) field.dataset.before = field.value;
    this.addEventListener("input", () => this.add());
  }

  fields() { return [...this.querySelectorAll("td.yours input")]; }

  add() {
    const known = new Map();
    for (const [key, row] of this.rows) {
      const amount = this.amount(key, row, known);
      known.set(key, amount);
      this.show(row, amount);
    }
  }

  /* A row is what is typed in it, or else the sum of its terms and of what is not typed on this page. */
  amount(key, row, known) {
    const field = row.querySelector("td.yours input");
    if (field) return this.typed(field, row);
    const fixed = Number(row.dataset.fixed ?? 0);
    const terms = (row.dataset.terms ?? "").split(" ").filter(Boolean);
    if (!terms.length) return row.dataset.fixed === undefined ? Number(row.dataset.ore) : fixed;
    return terms.reduce((sum, term) => sum + (known.get(term) ?? this.of(term)), fixed);
  }

  of(key) {
    const row = this.rows.get(key);
    return row ? this.amount(key, row, new Map()) : 0;
  }

  /* What stands as it was printed keeps its öre; a field that cannot be read yet counts as it did before. */
  typed(field, row) {
    if (field.value === field.dataset.before) return Number(row.dataset.ore);
    const text = field.value.replace(/[\s\u00a0\u202f]/g, "").replace(/[\u2212\u2013]/g, "-").replace(",", ".");
    if (text === "") return 0;
    const number = Number(text);
    return Number.isFinite(number) ? Math.round(number * this.factor) : Number(row.dataset.ore);
  }

  show(row, amount) {
    this.put(row.querySelector("[data-sum]"), amount);
    if (row.dataset.budget !== undefined) this.put(row.querySelector("[data-variance]"), amount - Number(row.dataset.budget));
    if (row.dataset.previous !== undefined) this.put(row.querySelector("[data-change]"), amount - Number(row.dataset.previous));
  }

  put(place, amount) {
    if (place && place.textContent.trim() !== NONE) place.textContent = this.printed(amount);
  }

  /* As the server prints: rounded half away from zero, decimal comma, a blank between thousands. */
  printed(amount) {
    const scale = 10 ** this.decimals;
    const whole = Math.round(Math.abs(amount) * scale / this.factor);
    const digits = String(Math.floor(whole / scale)).replace(/\B(?=(\d{3})+$)/g, NBSP);
    const rest = this.decimals ? "," + String(whole % scale).padStart(this.decimals, "0") : "";
    return (amount < 0 && whole ? MINUS : "") + digits + rest;
  }
});
