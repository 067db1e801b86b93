/* A search as it goes on: numbers and a chart, from a stream of events or, where none comes through, by asking. */
import { ask, page } from "./net.js";

const box = document.getElementById("run");
let steps = [];
let last = 0;
let fetched = Date.now();

function first(value) {
  return Array.isArray(value) ? value[0] : value;
}

function shown(value) {
  return value === null || value === undefined ? "–" : Array.isArray(value) ? value.join(" / ") : String(value);
}

function tell(step) {
  for (const one of box.querySelectorAll("[data-fact]")) {
    const name = one.dataset.fact;
    if (!(name in step) && name !== "bound") continue;
    one.textContent = name === "placed" ? `${step.placed}/${step.showings}` : name === "seconds" ? String(Math.round(step.seconds)) : shown(step[name]);
  }
}

/* A question has words instead of a chart; what it has found so far is fetched now and then. */
function say(step) {
  const doing = box.querySelector("[data-doing]");
  if (doing && step.doing) doing.textContent = step.doing[document.documentElement.lang] ?? "";
  const bar = box.querySelector("[data-progress]");
  if (bar) bar.value = step.seconds;
  if (doing && Date.now() - fetched > 4000) {
    fetched = Date.now();
    renew();
  }
}

async function renew() {
  const made = (await page(box.dataset.part)).querySelector("[data-live]");
  const here = box.querySelector("[data-live]");
  if (made && here && !here.contains(document.activeElement)) here.replaceChildren(...made.childNodes);
}

function line(points, name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  made.setAttribute("class", name);
  made.setAttribute("points", points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
  return made;
}

function word(x, y, text, anchor) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "text");
  made.setAttribute("x", x);
  made.setAttribute("y", y);
  made.setAttribute("text-anchor", anchor);
  made.textContent = text;
  return made;
}

/* Only what is complete has a penalty worth drawing; while musts are broken it says nothing. */
function draw() {
  const chart = box.querySelector(".chart");
  if (!chart) return;
  const whole = steps.filter((step) => step.placed === step.showings && step.broken === 0);
  const usable = whole.length > 1 ? whole : steps.filter((step) => step.penalty !== undefined);
  if (usable.length === 0) return;
  const bounds = usable.filter((step) => step.bound !== null && step.bound !== undefined);
  const values = [...usable.map((step) => first(step.penalty)), ...bounds.map((step) => first(step.bound))];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const longest = Math.max(Number(chart.dataset.budget), ...usable.map((step) => step.seconds));
  const x = (step) => 60 + (530 * step.seconds) / longest;
  const y = (value) => 15 + (155 * (high - value)) / Math.max(1, high - low);
  chart.replaceChildren(
    line([[60, 175], [590, 175]], "axis"),
    line(bounds.map((step) => [x(step), y(first(step.bound))]), "bound"),
    line(usable.map((step) => [x(step), y(first(step.penalty))]), "penalty"),
    word(54, y(high) + 4, String(high), "end"),
    word(54, y(low) + 4, high === low ? "" : String(low), "end"),
    word(60, 192, "0", "middle"),
    word(590, 192, `${Math.round(longest)} s`, "end"),
  );
}

/* A worker has it in hand: it waits for nobody any more. */
function begun() {
  const tag = box.querySelector("[data-begun]");
  if (tag) tag.textContent = tag.dataset.begun;
  box.querySelector("[data-ahead]")?.remove();
}

function add(step) {
  steps.push(step);
  begun();
  tell(step);
  say(step);
  draw();
}

async function over() {
  const made = await page(box.dataset.part);
  box.replaceChildren(...made.body.childNodes);
  begin();
}

async function poll() {
  const found = await ask(`${box.dataset.events}?once=1&after=${last}`);
  for (const step of found.steps) {
    last = step.id;
    add(step);
  }
  if (found.over) await over();
  else setTimeout(poll, 1000);
}

function follow() {
  const source = new EventSource(box.dataset.events);
  let heard = false;
  source.addEventListener("open", () => (heard = true));
  source.addEventListener("step", (event) => {
    last = Number(event.lastEventId);
    if (!steps.some((one) => one.id === last)) add({ id: last, ...JSON.parse(event.data) });
  });
  source.addEventListener("over", () => {
    source.close();
    over();
  });
  source.addEventListener("error", () => {
    if (heard) return; // the browser comes back by itself
    source.close();
    poll();
  });
}

function begin() {
  steps = JSON.parse(box.querySelector(".chart")?.dataset.steps ?? "[]");
  draw();
}

begin();
if (box.dataset.open === "1") {
  steps = [];
  follow();
}
