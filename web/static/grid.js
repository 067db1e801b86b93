/* The grid by hand: hold a card, see the price of every place, drop it; dialogs, undo, what others change. */
import { Hold } from "./hold.js";
import { ask, page, parsed } from "./net.js";
import { Choice } from "./choice.js";
import { find } from "./finder.js";
import { Group } from "./group.js";
import { carryByKeys } from "./keys.js";

const desk = document.getElementById("desk");
const told = document.getElementById("told");
const dialog = document.getElementById("dialog");
const texts = document.getElementById("texts").dataset;
const revision = () => Number(desk.querySelector(".board").dataset.revision);

function say(message, undo = false, repair = null) {
  told.replaceChildren(message);
  if (repair) {
    const button = document.createElement("button");
    button.textContent = texts.repair;
    button.addEventListener("click", () => choice.repair(repair));
    told.append(" ", button);
  }
  if (undo) {
    const button = document.createElement("button");
    button.textContent = texts.undo;
    button.addEventListener("click", () => turn("undo"));
    told.append(" ", button);
  }
  told.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (told.hidden = true), 12000);
}

async function refresh() {
  lay(await page(desk.dataset.board));
}

/* A newer board: only what differs is put in place of what there is, so that little has to be laid out anew. */
function lay(made) {
  const focused = document.activeElement?.id;
  window.showgridPlace(made);
  const board = desk.querySelector(".board");
  const parts = ".heading, .days, .column, .side, .as-table";
  const [old, next] = [desk, made.body].map((one) => [...one.querySelectorAll(parts)]);
  if (board && old.length === next.length && board.children.length === made.querySelector(".board").children.length) {
    old.forEach((part, number) => part.isEqualNode(next[number]) || part.replaceWith(next[number]));
    board.dataset.revision = made.querySelector(".board").dataset.revision;
  } else {
    const scroller = desk.querySelector(".scroller");
    const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
    desk.replaceChildren(...made.body.childNodes);
    desk.querySelector(".scroller").scrollTo(left, top);
  }
  choice.show();
  find(desk);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

let asked = 0; // own edits whose answer is still to come

async function move(places, card) {
  asked += 1;
  card?.classList.add("going");
  try {
    const done = await ask(desk.dataset.move, { moves: places, base: revision(), pin: true, day: Number(desk.dataset.day) });
    lay(parsed(done.board));
    if (!done.moved) return say(done.what);
    say(`${done.what} ${done.message}`, true, done.broken.length ? places.map((one) => [one.session, one.showing]) : null);
  } catch (error) {
    await refresh();
    say(error.message || texts.failed);
  } finally {
    asked -= 1;
  }
}

async function turn(verb) {
  asked += 1;
  try {
    const done = await ask(desk.dataset.turn.replace(/undo$/, verb), {});
    await refresh();
    say(`${texts[verb] ?? ""} ${done.summary[document.documentElement.lang]}`.trim());
  } catch (error) {
    say(error.message || texts.failed);
  } finally {
    asked -= 1;
  }
}

async function open(url) {
  const made = await page(url);
  const close = document.createElement("button");
  close.className = "quiet close";
  close.type = "button";
  close.textContent = texts.close;
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(close, made.querySelector("article"));
  if (!dialog.open) dialog.showModal();
}

dialog.addEventListener("click", (event) => {
  const link = event.target.closest("a.open");
  if (link) {
    event.preventDefault();
    open(link.href);
  } else if (event.target === dialog) dialog.close();
});

const several = document.getElementById("several"); // a finger has no Shift
several?.addEventListener("click", () => several.setAttribute("aria-pressed", String(several.getAttribute("aria-pressed") !== "true")));

desk.addEventListener("click", (event) => {
  const link = event.target.closest("a.slot, a.loose, a.open");
  const button = event.target.closest("button");
  if (link?.dataset.session && (event.shiftKey || several?.getAttribute("aria-pressed") === "true") && desk.dataset.edit === "1") {
    event.preventDefault();
    if (!hold.justDropped) choice.turn(link);
  } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (!hold.justDropped) open(link.href);
  } else if (button?.dataset.verb) turn(button.dataset.verb);
  else if (button?.dataset.zoom) zoom(Number(button.dataset.zoom));
});

document.addEventListener("keydown", (event) => {
  if (dialog.open || event.target.closest("input, select, textarea")) return;
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (event.altKey && step && event.target.matches("a.slot") && desk.dataset.edit === "1") {
    event.preventDefault();
    const minutes = step[0] * Number(desk.dataset.step) * (event.shiftKey ? 6 : 1);
    const moves = new Group(desk.querySelector(".board"), event.target, choice.cards(event.target)).moved(minutes, step[1]);
    if (!moves) say(texts.off);
    else if (!asked) move(moves);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && desk.dataset.edit === "1") {
    event.preventDefault();
    turn(event.shiftKey ? "redo" : "undo");
  }
});

function zoom(step) {
  const scale = Number(localStorage.getItem("showgrid-scale")) || 1.5;
  localStorage.setItem("showgrid-scale", String(Math.min(4, Math.max(0.7, scale * (step > 0 ? 1.25 : 0.8)))));
  window.showgridPlace(desk);
}

const choice = new Choice(desk, document.getElementById("chosen"), texts, {
  done: async (what) => {
    await refresh();
    say(what, true);
  },
  failed: (error) => say(error.message || texts.failed),
  base: revision,
});
if (desk.dataset.edit === "1") choice.listen();
document.getElementById("finder").addEventListener("input", () => find(desk));
document.getElementById("finder").addEventListener("submit", (event) => event.preventDefault());
find(desk);

const hold = new Hold(desk, document.getElementById("held"), texts, move, (card) => choice.cards(card));
if (desk.dataset.edit === "1") {
  hold.listen();
  carryByKeys(desk, hold);
}

function follow() {
  const source = new EventSource(`${desk.dataset.events}?after=${revision()}`);
  source.addEventListener("revision", async (event) => {
    if (Number(event.data) <= revision() || hold.active || asked) return;
    await refresh();
    say(texts.others);
  });
  source.addEventListener("checked", (event) => {
    const { revision: checked, mended } = JSON.parse(event.data);
    if (checked === revision() && mended && !hold.active) refresh();
  });
}
follow();
