/* <entry-grid>: Enter and the arrows move between the fields of a table; a range copied from Excel fills several. */
customElements.define("entry-grid", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    this.addEventListener("paste", this);
  }

  handleEvent(event) {
    const field = event.target.closest("input");
    if (!field) return;
    if (event.type === "paste") this.paste(event, field);
    else this.move(event, field);
  }

  rows() {
    return [...this.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("input:not([type=hidden])")])
      .filter((row) => row.length);
  }

  place(field) {
    const rows = this.rows();
    const row = rows.findIndex((fields) => fields.includes(field));
    return { rows, row, column: rows[row].indexOf(field) };
  }

  move(event, field) {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, row, column } = this.place(field);
    event.preventDefault();
    const next = rows[row + step]?.[column];
    next?.focus();
    next?.select();
  }

  paste(event, field) {
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n");
    const cells = lines.map((line) => line.split("\t"));
    if (cells.length === 1 && cells[0].length === 1) return;
    event.preventDefault();
    const { rows, row, column } = this.place(field);
    cells.forEach((values, down) => values.forEach((value, along) => {
      const target = rows[row + down]?.[column + along];
      if (!target || target.readOnly || target.disabled) return;
      target.value = value.trim();
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }));
  }
});
