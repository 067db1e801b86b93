/* A table that is filtered while one types and sorted by a click on a head; Korean sorts as Koreans do. */
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
