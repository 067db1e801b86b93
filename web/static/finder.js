/* What is looked for stands out, the rest grows pale; rows of the table that do not have it are left out. */
const bar = document.getElementById("finder");
const KEY = `showgrid-find-${location.pathname.split("/day/")[0]}`;

/* What was looked for stays when another day is opened, until the window is closed. */
for (const [name, value] of Object.entries(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"))) {
  const field = bar.elements[name];
  if (field && (field.tagName === "INPUT" || [...field.options].some((one) => one.value === value))) field.value = value;
}

export function find(desk) {
  const wanted = Object.fromEntries(new FormData(bar));
  const text = wanted.text.trim().toLocaleLowerCase();
  const any = Object.values(wanted).some((one) => one.trim() !== "");
  sessionStorage.setItem(KEY, JSON.stringify(wanted));
  desk.classList.toggle("finding", any);
  const has = (one) =>
    one.textContent.toLocaleLowerCase().includes(text) &&
    (!wanted.track || one.dataset.track === wanted.track) &&
    (!wanted.person || JSON.parse(one.dataset.people).includes(wanted.person)) &&
    (!wanted.room || one.dataset.room === wanted.room);
  for (const card of desk.querySelectorAll("a.slot, a.loose")) card.classList.toggle("found", any && has(card));
  for (const row of desk.querySelectorAll(".as-table tbody tr[data-people]")) row.hidden = any && !has(row);
}
