/* <auto-save>: saves one field at a time while somebody writes, with the version that she saw.
   The text stays in localStorage until the server has confirmed it. The form round it works without any of this. */
const WAIT = 1500;
const AGAIN = 8000;
const PATIENCE = 5000;

customElements.define("auto-save", class extends HTMLElement {
  connectedCallback() {
    this.version = this.dataset.version;
    this.waiting = new Map();
    this.status = this.querySelector("[role=status]");
    this.addEventListener("input", this);
    this.addEventListener("change", this);
    this.addEventListener("focusout", this);
    document.addEventListener("visibilitychange", this);
    addEventListener("online", this);
    addEventListener("pageshow", this);
    this.form?.addEventListener("submit", this);
    this.offer();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this);
    removeEventListener("online", this);
    removeEventListener("pageshow", this);
    this.form?.removeEventListener("submit", this);
  }

  get form() { return this.closest("form") ?? this.querySelector("form"); }

  key(name) { return `utfall:${this.dataset.key}:${name}`; }

  handleEvent(event) {
    if (event.type === "input" || event.type === "change") this.typed(event.target);
    else if (event.type === "submit") this.submitted(event);
    else if (event.type === "pageshow") this.stopped = this.stopped && !event.persisted;
    else if (event.type === "visibilitychange" && document.visibilityState === "visible") return;
    else if (event.type === "focusout" && this.isButton(event.relatedTarget)) return;
    else this.send();
  }

  isButton(element) { return element?.form === this.form && element?.type === "submit"; }

  /* The form carries everything. A save that is under way is waited for first, so that it neither comes after the
     form nor has a version that the form does not know of. */
  submitted(event) {
    clearTimeout(this.timer);
    if (!this.sending) { this.waiting.clear(); this.stopped = true; return; }
    event.preventDefault();
    if (this.pressed) return;
    this.pressed = event.submitter ?? true;
    this.waiting.clear();
    const patience = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([this.sent, patience]).then(() => {
      const submitter = this.pressed;
      this.pressed = null;
      this.sending = false;
      if (this.stopped) return;
      this.waiting.clear();
      this.form.requestSubmit(submitter === true ? undefined : submitter);
    });
  }

  typed(field) {
    if (!field.name || field.type === "file" || field.dataset.decision !== undefined) return;
    this.waiting.set(field.name, field.value);
    localStorage.setItem(this.key(field.name), field.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), WAIT);
  }

  send() {
    clearTimeout(this.timer);
    if (this.sending || this.stopped || this.pressed || !this.waiting.size) return;
    this.sent = this.sendFirst();
  }

  async sendFirst() {
    const [name, value] = this.waiting.entries().next().value;
    this.waiting.delete(name);
    this.sending = true;
    this.show(this.dataset.saving);
    let answer;
    try {
      answer = await fetch(this.dataset.action, {
        method: "POST", body: this.body(name, value), redirect: "manual", keepalive: value.length < 20000,
        headers: { "X-Autosave": "1", Accept: "application/json" },
      });
    } catch {
      answer = null;
    }
    this.sending = false;
    await this.heard(answer, name, value);
  }

  body(name, value) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("field", name);
    body.set("value", value);
    body.set("version", this.version);
    return body;
  }

  async heard(answer, name, value) {
    if (answer?.ok) {
      const { version, time } = await answer.json();
      this.version = String(version);
      const hidden = this.form.querySelector("input[name=version]");
      if (hidden) hidden.value = this.version;
      if (localStorage.getItem(this.key(name)) === value) localStorage.removeItem(this.key(name));
      const text = this.dataset.saved.replace("{time}", time);
      this.show(text);
      if (!this.told || this.failed) this.announce(text);
      this.told = true;
      this.failed = false;
      if (!this.pressed) this.send();
      return;
    }
    if (!this.waiting.has(name)) this.waiting.set(name, value);
    if (answer?.status === 409) return this.conflict();
    if (answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)) {
      return this.fail(this.dataset.login);
    }
    this.fail(navigator.onLine ? this.dataset.failed : this.dataset.offline);
  }

  fail(text) {
    this.show(text);
    if (!this.failed) this.announce(text);
    this.failed = true;
    if (!this.pressed) this.timer = setTimeout(() => this.send(), AGAIN);
  }

  conflict() {
    this.stopped = true;
    const link = document.createElement("a");
    link.href = this.dataset.conflict;
    link.textContent = this.dataset.changed;
    this.place?.replaceChildren(link);
    this.announce(this.dataset.changed);
  }

  get place() { return this.form?.querySelector("[data-told]"); }

  show(text) {
    if (this.place) this.place.textContent = text;
  }

  announce(text) {
    this.status.textContent = text;
  }

  /* A text that never reached the server is offered, never put in place of what is there. */
  offer() {
    for (const field of this.querySelectorAll("textarea[name], input[type=text][name]")) {
      const kept = localStorage.getItem(this.key(field.name));
      if (kept === null) continue;
      if (kept === field.value) { localStorage.removeItem(this.key(field.name)); continue; }
      const notice = document.createElement("div");
      notice.className = "notice partly";
      const words = document.createElement("p");
      words.textContent = this.dataset.kept;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ds-button";
      button.dataset.variant = "secondary";
      button.textContent = this.dataset.restore;
      button.addEventListener("click", () => {
        field.value = kept;
        notice.remove();
        field.focus();
        this.typed(field);
      });
      notice.append(words, button);
      (field.closest(".field") ?? field).before(notice);
    }
  }
});
