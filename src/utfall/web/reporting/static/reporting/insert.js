/* <insert-figure>: counts the words of the text, and opens the list of figures beside it instead of on its own page, on
   the link or on Ctrl+K in the text. A chosen figure's reference comes in at the cursor. The field for the search has no
   name, so that it is neither saved nor sent with the text. */
customElements.define("insert-figure", class extends HTMLElement {
  connectedCallback() {
    this.text = document.getElementById(this.dataset.for);
    this.link = this.querySelector("[data-open]");
    this.panel = this.querySelector("[data-panel]");
    this.words = this.querySelector("input");
    if (!this.text || !this.panel) return;
    this.link.setAttribute("aria-expanded", "false");
    this.text.addEventListener("input", this);
    this.text.addEventListener("keydown", this);
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.count();
  }

  disconnectedCallback() {
    this.text?.removeEventListener("input", this);
    this.text?.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.type === "input") this.count();
    else if (event.type === "keydown") this.pressed(event);
    else this.clicked(event);
  }

  clicked(event) {
    const on = (what) => event.target.closest(what);
    if (on("[data-open]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (this.panel.hidden) this.open();
      else this.close();
    } else if (on("[data-find]")) this.find();
    else if (on("[data-close]")) this.close();
    else if (on("[data-reference]")) this.insert(on("[data-reference]").dataset.reference);
  }

  pressed(event) {
    if (event.target === this.text) {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.open();
    } else if (event.key === "Enter" && event.target === this.words) {
      event.preventDefault();
      this.find();
    } else if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  count() {
    const count = this.text.value.split(/\s+/).filter(Boolean).length;
    const words = count === 1 ? this.dataset.one : this.dataset.many.replace("{count}", count);
    this.querySelector("[data-words]").textContent = words;
  }

  open() {
    this.panel.hidden = false;
    this.link.setAttribute("aria-expanded", "true");
    this.words.focus();
    this.find();
  }

  close() {
    this.panel.hidden = true;
    this.link.setAttribute("aria-expanded", "false");
    this.link.focus();
  }

  async find() {
    const asked = new URL(this.link.href);
    asked.searchParams.set("q", this.words.value);
    this.asked = asked.href;
    let found = null;
    try {
      const answer = await fetch(asked, { redirect: "manual", headers: { Accept: "text/html" } });
      if (answer.ok) {
        found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("siffror");
      }
    } catch {
      /* Without a connection the words below are said. */
    }
    if (this.asked === asked.href) this.show(found);
  }

  show(found) {
    const place = this.querySelector("[data-found]");
    const said = found?.querySelector("[data-summary]").textContent ?? this.dataset.failed;
    this.querySelector("[data-said]").textContent = said;
    const rows = [...(found?.querySelectorAll("li") ?? [])].map((row) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "insertable-row";
      button.dataset.reference = row.querySelector("input").value;
      button.append(...row.querySelector("label").childNodes);
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    place.replaceChildren(...rows);
  }

  insert(reference) {
    const { selectionStart: start, selectionEnd: end, value } = this.text;
    const apart = start && !/[\s(]/.test(value[start - 1]) ? " " : "";
    this.close();
    this.text.focus();
    this.text.setRangeText(apart + reference, start, end, "end");
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
