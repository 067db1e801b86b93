/* Prices as colours, one canvas a room: green is better than now, amber to red is worse, hatched is forbidden. */
export function paint(board, prices, scale = 1) {
  const columns = [...board.querySelectorAll(".column")];
  if (!prices) {
    for (const column of columns) column.querySelector("canvas").width = column.querySelector("canvas").height = 0;
    return;
  }
  const change = prices.change.flat();
  const worst = change.reduce((most, points) => Math.max(most, points), 1);
  const best = change.reduce((most, points) => Math.max(most, -points), 1);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ratio = window.devicePixelRatio || 1;
  const sizes = columns.map((one) => [one.clientWidth, one.clientHeight]); // all read before any is written: one layout
  const hatched = hatch(dark);
  columns.forEach((column, number) => {
    const canvas = column.querySelector("canvas");
    const [width, height] = sizes[number];
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const drawn = canvas.getContext("2d");
    drawn.scale(ratio, ratio);
    for (const [from, to, forbidden, points] of stretches(prices, number)) {
      drawn.fillStyle = forbidden ? hatched : colour(points, best, worst, dark);
      drawn.fillRect(0, from * scale, width, (to - from) * scale);
    }
  });
}

/* Neighbouring places of a room that look the same, as one: from, to in minutes, whether forbidden, points. */
function stretches(prices, number) {
  const found = [];
  prices.positions.forEach((place, index) => {
    const next = prices.positions[index + 1];
    const to = place.at + Math.min(next ? next.at - place.at : 5, 60);
    const forbidden = prices.why[number][index] >= 0;
    const points = forbidden ? 0 : prices.change[number][index];
    const last = found.at(-1);
    if (last && last[1] === place.at && last[2] === forbidden && last[3] === points) last[1] = to;
    else found.push([place.at, to, forbidden, points]);
  });
  return found;
}

function colour(points, best, worst, dark) {
  const share = points < 0 ? Math.sqrt(-points / best) : Math.sqrt(points / worst);
  const hue = points < 0 ? 145 : 95 - 75 * share;
  const light = dark ? 30 + 12 * share : 88 - 14 * share;
  return `oklch(${light}% ${points === 0 ? 0.05 : 0.06 + 0.1 * share} ${hue})`;
}

function hatch(dark) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const lines = tile.getContext("2d");
  lines.strokeStyle = dark ? "#5a5f68" : "#b9b4a8";
  lines.beginPath();
  lines.moveTo(0, 8);
  lines.lineTo(8, 0);
  lines.stroke();
  return lines.createPattern(tile, "repeat");
}
