/* A card in the hand: from where it is picked up until it is dropped or let go. */
import { ask } from "./net.js";
import { Group } from "./group.js";
import { paint } from "./paint.js";

const FAR = 5; // pixels that make a hold of a click
const LONG = 350; // milliseconds that a finger rests before it holds; sooner it scrolls
const EDGE = 48; // pixels from the edge at which the board scrolls along
const ROLL = 40; // milliseconds between two steps of that

export class Hold {
  constructor(desk, bar, texts, drop, together) {
    Object.assign(this, { desk, bar, texts, drop, together, card: null, prices: null, active: false, carried: false, justDropped: false, asked: 0 });
  }

  listen() {
    this.desk.addEventListener("pointerdown", (event) => this.down(event));
    document.addEventListener("pointermove", (event) => this.moveTo(event));
    document.addEventListener("pointerup", () => this.carried || this.up());
    document.addEventListener("pointercancel", () => this.end());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.end());
    document.addEventListener("touchmove", (event) => this.active && event.preventDefault(), { passive: false });
    this.desk.addEventListener("contextmenu", (event) => this.card && event.preventDefault());
  }

  down(event) {
    const card = event.target.closest("a.slot, a.loose");
    if (this.carried) this.end();
    if (!card || event.button !== 0) return;
    this.card = card;
    this.from = { x: event.clientX, y: event.clientY };
    const box = card.getBoundingClientRect();
    this.grip = card.classList.contains("slot") ? event.clientY - box.top : 12;
    if (event.pointerType === "touch") this.timer = setTimeout(() => this.begin(event), LONG);
    else event.preventDefault();
  }

  moveTo(event) {
    if (!this.card || this.carried) return;
    const far = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) > FAR;
    if (!this.active && far) {
      if (event.pointerType === "touch") return this.end();
      this.begin(event);
    }
    if (this.active) this.follow(event);
  }

  /* The same without a pointer: keys.js says where it goes. */
  carry(card) {
    this.end();
    this.card = card;
    this.carried = true;
    return this.begin(null);
  }

  async begin(event) {
    this.active = true;
    this.board = this.desk.querySelector(".board");
    this.scroller = this.desk.querySelector(".scroller");
    this.scale = Number(this.board.style.getPropertyValue("--scale"));
    const several = this.together(this.card);
    this.group = several.length > 1 ? new Group(this.board, this.card, several) : null;
    for (const card of several) card.classList.add("lifted");
    document.body.classList.add("holding");
    this.ghost = document.createElement("div");
    this.ghost.className = "ghost";
    this.ghost.style.setProperty("--long", this.card.dataset.long || "30");
    this.ghost.style.setProperty("--hue", this.card.dataset.hue);
    this.tell(this.card.dataset.title, this.carried ? this.texts.carry : this.texts.hint, []);
    const number = ++this.asked;
    const { session, label } = this.card.dataset;
    try {
      const prices = await ask(address(this.desk.dataset.prices, session, label));
      if (number !== this.asked || !this.active) return;
      this.prices = prices;
      this.ghost.style.setProperty("--long", String(prices.long));
      paint(this.board, prices, this.scale);
      if (this.carried) this.start();
      else this.follow(event);
    } catch (error) {
      this.end();
    }
  }

  /* Where it lies; of what lies nowhere the cheapest place of the day. */
  start() {
    const column = [...this.board.querySelectorAll(".column")].indexOf(this.card.closest(".column"));
    if (column < 0) return this.cheapest();
    this.go(column, nearest(this.prices.positions, Number(this.card.dataset.at)));
  }

  cheapest() {
    let best = null;
    this.prices.why.forEach((row, column) =>
      row.forEach((why, position) => {
        const points = this.prices.change[column][position];
        if (why < 0 && (!best || points < best.points)) best = { column, position, points };
      }),
    );
    this.go(best?.column ?? 0, best?.position ?? 0);
  }

  go(column, position) {
    const columns = this.board.querySelectorAll(".column");
    const within = (at, length) => Math.max(0, Math.min(length - 1, at));
    if (!this.prices.positions.length) return this.nowhere();
    const at = within(column, columns.length);
    this.show(columns[at], at, within(position, this.prices.positions.length));
    this.ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  follow(event) {
    clearTimeout(this.rolling);
    if (this.roll(event)) this.rolling = setTimeout(() => this.active && this.follow(event), ROLL);
    const column = [...this.board.querySelectorAll(".column")].findIndex((one) => {
      const box = one.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    if (!this.prices || column < 0) return this.nowhere();
    const element = this.board.querySelectorAll(".column")[column];
    const minute = (event.clientY - this.grip - element.getBoundingClientRect().top) / this.scale;
    const position = nearest(this.prices.positions, minute);
    if (position < 0 || Math.abs(this.prices.positions[position].at - minute) > 45) return this.nowhere();
    this.show(element, column, position);
  }

  show(element, column, position) {
    const place = this.prices.positions[position];
    if (this.place && this.place.column === column && this.place.position === position) return;
    this.place = { column, position, room: element.dataset.room };
    this.ghost.style.setProperty("--at", String(place.at));
    element.append(this.ghost);
    this.group?.show(place.at, column);
    const why = this.prices.why[column][position];
    const change = this.prices.change[column][position];
    this.ghost.classList.toggle("forbidden", why >= 0);
    this.ghost.textContent = why >= 0 ? place.label : `${place.label}  ${signed(change)}`;
    this.tell(`${place.label} · ${element.dataset.name}`, why >= 0 ? this.prices.reasons[why] : signed(change), []);
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.askWhy(column, position, element), 180);
  }

  async askWhy(column, position, element) {
    const place = this.prices.positions[position];
    if (this.group) return this.askTogether(column, position, element, place);
    const query = new URLSearchParams({ room: element.dataset.room, ...where(place) });
    const { session, label } = this.card.dataset;
    try {
      const found = await ask(`${address(this.desk.dataset.price, session, label)}?${query}`);
      if (this.place?.column !== column || this.place?.position !== position) return;
      this.ghost.classList.toggle("forbidden", found.broken.length > 0); // the map knows nobody who is chosen by the showing
      this.tell(`${place.label} · ${element.dataset.name}`, found.message, found.lines);
    } catch (error) {
      /* The price itself stands there already. */
    }
  }

  async askTogether(column, position, element, place) {
    const moves = this.group.to(place.at, column);
    const head = `${place.label} · ${element.dataset.name} · ${this.texts.chosen.replace("#", this.group.cards.length)}`;
    if (!moves) return this.tell(head, this.texts.off, []);
    try {
      const found = await ask(this.desk.dataset.together, { moves });
      if (this.place?.column === column && this.place?.position === position) this.tell(head, found.message, found.lines);
    } catch (error) {
      this.tell(head, error.message, []);
    }
  }

  nowhere() {
    this.place = null;
    this.group?.hide();
    this.ghost.remove();
    this.tell(this.card.dataset.title, this.prices ? this.texts.off : this.texts.hint, []);
  }

  up() {
    clearTimeout(this.timer);
    clearTimeout(this.rolling);
    if (!this.card) return;
    const { card, place, prices, active, carried, group } = this;
    this.end();
    if (!active) return;
    this.justDropped = true;
    setTimeout(() => (this.justDropped = false), 50);
    if (place && prices) {
      const { session, label } = card.dataset;
      const position = prices.positions[place.position];
      if (group) {
        const moves = group.to(position.at, place.column);
        if (moves) this.drop(moves, card);
        return;
      }
      if (this.lies(card, place.column, position)) return; // put down where it lay
      if (card.classList.contains("slot")) {
        card.style.setProperty("--at", String(position.at));
        this.board.querySelectorAll(".column")[place.column].append(card);
        if (carried) card.focus({ preventScroll: true }); // who moves in the page loses it
      }
      this.drop([{ session, showing: Number(label), room: place.room, ...where(position) }], card);
    }
  }

  lies(card, column, position) {
    return card.closest(".column") === this.board.querySelectorAll(".column")[column] && Number(card.dataset.at) === position.at;
  }

  end() {
    clearTimeout(this.timer);
    clearTimeout(this.rolling);
    clearTimeout(this.asking);
    this.asked += 1;
    for (const card of this.desk.querySelectorAll(".lifted")) card.classList.remove("lifted");
    this.group?.hide();
    this.ghost?.remove();
    if (this.board) paint(this.board, null);
    document.body.classList.remove("holding");
    this.bar.hidden = true;
    Object.assign(this, { card: null, prices: null, place: null, active: false, carried: false, group: null });
  }

  tell(title, text, lines) {
    const [head, what, list] = this.bar.children;
    head.textContent = title;
    what.textContent = text;
    list.replaceChildren(...lines.slice(0, 4).map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    this.bar.hidden = false;
  }

  /* Whether the board went on under a card that is held near its edge; it goes on as long as that is so. */
  roll(event) {
    const { scroller } = this;
    const box = scroller.getBoundingClientRect();
    const pull = (at, low, high) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
    const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
    scroller.scrollBy(pull(event.clientX, box.left, box.right), pull(event.clientY, box.top, box.bottom));
    return scroller.scrollLeft !== left || scroller.scrollTop !== top;
  }
}

export function nearest(positions, minute) {
  let best = -1;
  for (let n = 0; n < positions.length; n += 1) {
    if (best < 0 || Math.abs(positions[n].at - minute) < Math.abs(positions[best].at - minute)) best = n;
  }
  return best;
}

const where = (place) => (place.block ? { block: place.block, slot: place.slot } : { start: place.start });
const signed = (points) => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0");
const address = (pattern, session, label) =>
  pattern.replace("SESSION", session.split("/").map(encodeURIComponent).join("/")).replace(/0$/, label);
