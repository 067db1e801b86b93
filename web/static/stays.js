/* Stays on a small calendar: days across, hours down; painted by mouse or with the arrow keys and Space.  The rows of times
   below it stay what is sent: painting writes them, and writing in them paints. */
const STEP = 60; // minutes of a square
const DAY = 24 * 60;

export function calendars(form, added) {
  const days = JSON.parse(form.dataset.days ?? "[]");
  if (!days.length || days.length > 45) return;
  for (const rows of form.querySelectorAll(".rows")) {
    const model = rows.querySelector(":scope > template")?.content;
    const names = [...(model?.querySelectorAll("[name]") ?? [])].map((one) => one.name.split(".").slice(2).join("."));
    const moments = model?.querySelectorAll('[type="datetime-local"]').length;
    if (rows.parentElement.closest(".rows") || moments !== 2 || !["from", "to"].every((one) => names.includes(one))) continue;
    new Calendar(rows, days, added);
  }
}

const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const instant = (text) => Date.parse(`${text}:00Z`) / 60000; // minutes; wall-clock time, of which only differences count
const written = (at) => new Date(at * 60000).toISOString().slice(0, 16);

class Calendar {
  constructor(rows, days, added) {
    Object.assign(this, { rows, days, added, free: new Set() });
    const close = (day) => minutes(day.close) + (minutes(day.close) <= minutes(day.open) ? DAY : 0);
    this.first = Math.min(...days.map((day) => Math.floor(minutes(day.open) / STEP) * STEP));
    this.last = Math.max(...days.map((day) => Math.ceil(close(day) / STEP) * STEP));
    this.draw();
    this.read();
    rows.before(this.table);
    rows.addEventListener("change", () => this.read());
    this.listen();
  }

  draw() {
    this.table = Object.assign(document.createElement("table"), { className: "stays" });
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-label", this.rows.closest("fieldset")?.querySelector("legend")?.textContent.trim() ?? "");
    const head = this.table.createTHead().insertRow();
    head.append(document.createElement("td"), ...this.days.map((day) => this.head(day.name, "col")));
    const body = this.table.createTBody();
    for (let at = this.first; at < this.last; at += STEP) {
      const row = body.insertRow();
      row.append(this.head(`${String(Math.floor(at / 60)).padStart(2, "0")}`, "row"));
      for (const day of this.days) {
        const square = row.insertCell();
        Object.assign(square.dataset, { at: String(instant(`${day.date}T00:00`) + at) });
        square.setAttribute("role", "gridcell");
        square.setAttribute("aria-label", `${day.name} ${String(Math.floor(at / 60)).padStart(2, "0")}:00`);
        square.tabIndex = -1;
      }
    }
    this.squares = [...body.querySelectorAll("td")];
    this.squares[0].tabIndex = 0;
  }

  head(text, scope) {
    return Object.assign(document.createElement("th"), { textContent: text, scope });
  }

  /* What the rows say, as painted squares: a square counts if all of it lies in a stretch. */
  read() {
    const stretches = this.stretches();
    for (const square of this.squares) {
      const at = Number(square.dataset.at);
      const on = stretches.some(([from, to]) => from <= at && at + STEP <= to);
      const some = !on && stretches.some(([from, to]) => from < at + STEP && at < to);
      square.classList.toggle("on", on);
      square.classList.toggle("some", some);
      square.setAttribute("aria-selected", String(on));
    }
  }

  inputs() {
    return [...this.rows.querySelectorAll(":scope > .row")].map((row) => ({
      row,
      from: row.querySelector('[name$=".from"]'),
      to: row.querySelector('[name$=".to"]'),
    }));
  }

  stretches() {
    const said = this.inputs().filter(({ from, to }) => from?.value && to?.value);
    return said.map(({ from, to }) => [instant(from.value.slice(0, 16)), instant(to.value.slice(0, 16))]);
  }

  /* Squares put on or off: stretches are cut or joined, then written as rows; those of blocks stay as they are. */
  paint(squares, on) {
    let found = this.stretches();
    for (const square of squares) {
      const [low, high] = [Number(square.dataset.at), Number(square.dataset.at) + STEP];
      found = found.flatMap(([from, to]) => (to <= low || from >= high ? [[from, to]] : [[from, low], [high, to]])).filter(([from, to]) => from < to);
      if (on) found.push([low, high]);
    }
    this.write(joined(found));
    this.read();
  }

  write(stretches) {
    const there = this.inputs();
    const free = there.filter(({ from, to, row }) => from && to && (from.value || to.value || ![...row.querySelectorAll("input")].some((one) => one.value)));
    stretches.forEach(([from, to], number) => {
      const use = free[number] ?? this.one();
      use.from.value = written(from);
      use.to.value = written(to);
    });
    for (const { row } of free.slice(stretches.length)) row.remove();
  }

  one() {
    this.added(this.rows);
    return this.inputs().at(-1);
  }

  listen() {
    let from = null;
    const within = (to) => {
      const [a, b] = [from, to].map((one) => [one.parentElement.rowIndex, one.cellIndex]);
      const between = (x, y, z) => Math.min(x, z) <= y && y <= Math.max(x, z);
      return this.squares.filter((one) => between(a[0], one.parentElement.rowIndex, b[0]) && between(a[1], one.cellIndex, b[1]));
    };
    const mark = (some) => this.squares.forEach((one) => one.classList.toggle("painting", some.includes(one)));
    this.table.addEventListener("pointerdown", (event) => {
      from = event.target.closest("td[data-at]");
      if (!from) return;
      event.preventDefault();
      this.move(from);
      mark([from]);
    });
    this.table.addEventListener("pointerover", (event) => {
      const square = event.target.closest("td[data-at]");
      if (from && square) mark(within(square));
    });
    document.addEventListener("pointerup", () => {
      const some = this.squares.filter((one) => one.classList.contains("painting"));
      if (from && some.length) this.paint(some, !from.classList.contains("on"));
      from = null;
      mark([]);
    });
    this.table.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    const square = event.target.closest("td[data-at]");
    if (!square) return;
    const wide = this.days.length;
    const at = this.squares.indexOf(square);
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -wide, ArrowDown: wide }[event.key];
    if (event.key === " " || event.key === "Enter") this.paint([square], !square.classList.contains("on"));
    else if (step && this.squares[at + step]) {
      if (event.shiftKey) this.paint([this.squares[at + step]], square.classList.contains("on"));
      this.move(this.squares[at + step]);
    } else return;
    event.preventDefault();
  }

  move(square) {
    for (const one of this.squares) one.tabIndex = one === square ? 0 : -1;
    square.focus({ preventScroll: true });
  }
}

function joined(stretches) {
  const found = [];
  for (const [from, to] of [...stretches].sort((one, other) => one[0] - other[0])) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
