/* Several showings chosen, by key so that they stay chosen when the board is drawn anew; and what is done with all. */
import { ask } from "./net.js";

export class Choice {
  constructor(desk, bar, texts, on) {
    Object.assign(this, { desk, bar, texts, on, keys: new Map() });
  }

  listen() {
    document.addEventListener("keydown", (event) => {
      const card = event.target.closest("a.slot, a.loose");
      if (event.key === " " && card) {
        event.preventDefault();
        this.turn(card);
      } else if (event.key === "Escape" && this.keys.size && !document.body.classList.contains("holding") && !document.querySelector("dialog[open]")) this.clear();
    });
    this.bar.addEventListener("click", (event) => {
      const act = event.target.closest("button")?.dataset.act;
      if (act === "clear") this.clear();
      else if (act === "repair") this.repair([...this.keys.values()]);
      else if (act) this.act(act);
    });
  }

  turn(card) {
    const { session, label } = card.dataset;
    const key = JSON.stringify([session, Number(label)]);
    if (!this.keys.delete(key)) this.keys.set(key, [session, Number(label)]);
    this.show();
  }

  /* All that moves when this one does: what is chosen and placed on this day, if it is among them. */
  cards(card) {
    const picked = [...this.desk.querySelectorAll("a.slot.picked")];
    return picked.includes(card) ? picked : [card];
  }

  clear() {
    this.keys.clear();
    this.show();
  }

  show() {
    for (const card of this.desk.querySelectorAll("a.slot, a.loose")) {
      const picked = this.keys.has(JSON.stringify([card.dataset.session, Number(card.dataset.label)]));
      card.classList.toggle("picked", picked);
    }
    this.bar.hidden = !this.keys.size;
    this.bar.querySelector("strong").textContent = this.texts.chosen.replace("#", this.keys.size);
    this.bar.querySelector('[data-act="swap"]').disabled = this.keys.size !== 2;
  }

  async act(verb) {
    try {
      const url = this.desk.dataset.selection.replace(/pin$/, verb);
      const done = await ask(url, { showings: [...this.keys.values()], base: this.on.base() });
      this.clear();
      await this.on.done(done.what);
    } catch (error) {
      this.on.failed(error);
    }
  }

  async repair(showings) {
    try {
      const { url } = await ask(this.desk.dataset.repair, { showings });
      location.assign(url);
    } catch (error) {
      this.on.failed(error);
    }
  }
}
