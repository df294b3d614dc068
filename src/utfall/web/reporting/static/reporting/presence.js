/* <writing-now>: asks now and then who else is writing in the text, and shows that notice alone. It rests while the page
   is hidden, moves no focus, and changes nothing where the notice is the same, so that nothing is said twice. */
const OFTEN = 30_000;

customElements.define("writing-now", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("visibilitychange", this);
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this);
  }

  handleEvent() {
    clearTimeout(this.timer);
    if (!document.hidden) this.ask();
  }

  wait() {
    clearTimeout(this.timer);
    if (!document.hidden && this.isConnected) this.timer = setTimeout(() => this.ask(), OFTEN);
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    let answer;
    try {
      answer = await fetch(this.dataset.href, { redirect: "manual", headers: { Accept: "text/html" } });
      if (answer.ok) this.show((await answer.text()).trim());
    } catch {
      /* Without a connection the notice stays as it is, and the next question may be answered. */
    }
    this.asking = false;
    /* An answer that is no notice, such as the way to the login, will be the same next time. */
    if (!answer || answer.ok || answer.status >= 500) this.wait();
  }

  show(notice) {
    const next = document.createElement("template");
    next.innerHTML = notice;
    if (next.content.textContent.trim() !== this.textContent.trim()) this.replaceChildren(next.content);
  }
});
