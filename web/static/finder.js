/* What is looked for stands out, the rest grows pale; rows of the table that do not have it are left out. */
export function find(desk) {
  const wanted = document.getElementById("finder").value.trim().toLocaleLowerCase();
  desk.classList.toggle("finding", wanted !== "");
  const has = (one) => one.textContent.toLocaleLowerCase().includes(wanted);
  for (const card of desk.querySelectorAll("a.slot, a.loose")) card.classList.toggle("found", wanted !== "" && has(card));
  for (const row of desk.querySelectorAll(".as-table tbody tr")) row.hidden = wanted !== "" && !has(row);
}
