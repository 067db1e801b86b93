/* A table that is filtered while one types and sorted by a click on a head; Korean sorts as Koreans do. */
import { page, send } from "./net.js";

const table = document.getElementById("entries");
const body = table.tBodies[0];
const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

document.getElementById("filter").addEventListener("input", (event) => {
  const words = event.target.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of body.rows) {
    const text = row.textContent.normalize("NFC").toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
});

table.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!event.target.closest(".sort")) return;
  const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
  const text = (row) => row.cells[head.cellIndex].textContent;
  body.append(...[...body.rows].sort((one, other) => way * order(text(one), text(other))));
});

/* A cell is changed where it stands: the same control as on the form, fetched when it is wanted. */
const form_of = async (url) => (await page(url)).querySelector("form");

table.addEventListener("click", async (event) => {
  const button = event.target.closest("button.cell");
  if (!button || table.querySelector("form.in-cell")) return;
  const url = table.dataset.cell.replace("FIELD", button.dataset.field).replace("KEY", encodeURIComponent(button.closest("tr").dataset.key));
  const form = document.importNode(await form_of(url), true);
  const close = (text) => {
    if (text !== undefined) button.textContent = text;
    form.replaceWith(button);
    button.focus();
  };
  button.replaceWith(form);
  form.querySelector("input, select, textarea")?.focus();
  form.querySelector("[data-cancel]").addEventListener("click", () => close());
  form.addEventListener("keydown", (pressed) => pressed.key === "Escape" && close());
  form.addEventListener("submit", async (sent) => {
    sent.preventDefault();
    const data = new FormData(form);
    data.set("base", table.dataset.base);
    try {
      const done = await send(url, data);
      table.dataset.base = done.base;
      close(done.text);
    } catch (error) {
      if (error.told?.base) table.dataset.base = error.told.base; // they have seen both: saving again is a choice
      const told = form.querySelector(":scope > .problem");
      told.hidden = false;
      told.textContent = error.message;
    }
  });
});
