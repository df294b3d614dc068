/* <session-warning>: says five minutes before that the login ends, and renews it without touching the page. */
const WARNING = 5 * 60;

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

customElements.define("session-warning", class extends HTMLElement {
  connectedCallback() {
    this.className = "notice partly";
    this.setAttribute("role", "alert");
    this.count(Number(this.dataset.seconds));
  }

  disconnectedCallback() {
    clearTimeout(this.warning);
    clearTimeout(this.end);
  }

  count(seconds) {
    clearTimeout(this.warning);
    clearTimeout(this.end);
    this.hidden = true;
    this.replaceChildren();
    this.warning = setTimeout(() => this.warn(), Math.max(0, seconds - WARNING) * 1000);
    this.end = setTimeout(() => this.over(), seconds * 1000);
  }

  warn() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "secondary";
    button.textContent = this.dataset.button;
    button.addEventListener("click", () => this.renew());
    this.say(this.dataset.text, button);
  }

  over() {
    const link = document.createElement("a");
    link.href = this.dataset.login;
    link.target = "_blank";
    link.textContent = this.dataset.again;
    this.say(this.dataset.over, link);
  }

  say(text, action) {
    const words = document.createElement("p");
    words.textContent = text;
    this.replaceChildren(words, action);
    this.hidden = false;
  }

  async renew() {
    try {
      const answer = await fetch(this.dataset.renew, {
        method: "POST", redirect: "error", headers: { "X-CSRFToken": token() },
      });
      if (!answer.ok) return this.over();
      const focused = this.contains(document.activeElement);
      this.count(Number(answer.headers.get("X-Seconds-Left")));
      if (focused) document.querySelector("main").focus();
    } catch {
      this.over();
    }
  }
});
