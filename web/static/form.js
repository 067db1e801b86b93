/* Forms that the schema made: chips to choose with, rows that come and go, how much a selection selects. */
import { send } from "./net.js";
import { calendars } from "./stays.js";

/* What is typed into the box of a list becomes a chip as soon as it is one of the list, or Enter ends it. */
function pick(box, sure) {
  const known = [...(box.list?.options ?? [])].some((one) => one.value === box.value);
  const said = box.value.trim();
  if (!said || !(known || (sure && box.dataset.pick !== "closed"))) return false;
  const chip = document.createElement("label");
  chip.className = "chip";
  const check = Object.assign(document.createElement("input"), { type: "checkbox", name: box.name, value: said, checked: true });
  chip.append(check, said);
  box.before(chip);
  box.value = "";
  check.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/* One more row, numbered after the last; rows inside it keep their own stand-in. */
function added(rows) {
  const { rows: name } = rows.dataset;
  const begin = `${name}.`;
  const fields = [...rows.querySelectorAll(":scope > .row [name]")].map((one) => one.name);
  const numbers = fields.filter((one) => one.startsWith(begin)).map((one) => parseInt(one.slice(begin.length), 10));
  const next = Math.max(-1, ...numbers.filter(Number.isFinite)) + 1;
  const made = document.createElement("template");
  const model = rows.querySelector(":scope > template");
  made.innerHTML = model.innerHTML.replaceAll(`${begin}__`, `${begin}${next}`);
  model.before(made.content);
  return rows.querySelector(":scope > .row:last-of-type");
}

async function count(form, group) {
  const told = group.querySelector(":scope > legend > output");
  if (!told || group.parentElement.closest("[data-selects]")) return;
  const data = new FormData(form);
  data.set("prefix", group.dataset.selects);
  try {
    const found = await send(form.dataset.count, data);
    told.textContent = found.text;
    told.title = found.names.join("\n");
  } catch (error) {
    told.textContent = "";
  }
}

export function listen(form) {
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-pick]") && event.inputType !== "insertText" && event.inputType !== "deleteContentBackward") pick(event.target, false);
    if (event.target.id === "weight") form.querySelector("[data-strength]").value = event.target.value;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-pick]") && event.target.value && pick(event.target, true)) event.preventDefault();
  });
  form.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("[data-pick]")) pick(target, true);
    if (target.matches("[data-strength]") && target.value) {
      form.querySelector("#weight").value = target.value;
      form.querySelector("#state").value = "should";
    }
    for (let group = target.closest("[data-selects]"); group; group = group.parentElement.closest("[data-selects]")) count(form, group);
  });
  form.addEventListener("click", (event) => {
    const rows = event.target.closest("[data-add], [data-drop]")?.closest(".rows");
    if (!rows) return;
    if (event.target.closest("[data-add]")) added(rows).querySelector("input, select, textarea")?.focus();
    else event.target.closest(".row").remove();
    rows.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const group of form.querySelectorAll("[data-selects]")) count(form, group);
  calendars(form, added);
}

for (const form of document.querySelectorAll("form[data-count]")) listen(form);
