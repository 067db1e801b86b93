/* Prices as colours, one canvas a room: green is better than now, amber to red is worse, hatched is forbidden. */
export function paint(board, prices, scale = 1) {
  const worst = prices ? Math.max(1, ...prices.change.flat()) : 1;
  const best = prices ? Math.max(1, ...prices.change.flat().map((points) => -points)) : 1;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  board.querySelectorAll(".column").forEach((column, number) => {
    const canvas = column.querySelector("canvas");
    if (!prices) return void (canvas.width = canvas.height = 0);
    const ratio = window.devicePixelRatio || 1;
    canvas.width = column.clientWidth * ratio;
    canvas.height = column.clientHeight * ratio;
    const drawn = canvas.getContext("2d");
    drawn.scale(ratio, ratio);
    const hatched = hatch(drawn, dark);
    prices.positions.forEach((place, index) => {
      const next = prices.positions[index + 1];
      const height = Math.min(next ? next.at - place.at : 5, 60) * scale;
      const forbidden = prices.why[number][index] >= 0;
      drawn.fillStyle = forbidden ? hatched : colour(prices.change[number][index], best, worst, dark);
      drawn.fillRect(0, place.at * scale, column.clientWidth, height);
    });
  });
}

function colour(points, best, worst, dark) {
  const share = points < 0 ? Math.sqrt(-points / best) : Math.sqrt(points / worst);
  const hue = points < 0 ? 145 : 95 - 75 * share;
  const light = dark ? 30 + 12 * share : 88 - 14 * share;
  return `oklch(${light}% ${points === 0 ? 0.05 : 0.06 + 0.1 * share} ${hue})`;
}

function hatch(drawn, dark) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const lines = tile.getContext("2d");
  lines.strokeStyle = dark ? "#5a5f68" : "#b9b4a8";
  lines.beginPath();
  lines.moveTo(0, 8);
  lines.lineTo(8, 0);
  lines.stroke();
  return drawn.createPattern(tile, "repeat");
}
