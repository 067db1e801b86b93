/* A card carried without a mouse: M takes it in hand, arrows carry it, Home finds the cheapest place, Enter drops it. */
const FAST = 6; // places at once, with Shift

export function carryByKeys(desk, hold) {
  const step = (event) => {
    const { column, position } = hold.place;
    const by = event.shiftKey ? FAST : 1;
    const steps = { ArrowUp: [0, -by], ArrowDown: [0, by], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (steps) hold.go(column + steps[0], position + steps[1]);
    else if (event.key === "Home") hold.cheapest();
    else if (event.key === "Enter") hold.up();
    else return false;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (hold.carried) {
      if (event.key !== "Escape" && (!hold.place || step(event))) event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Escape" || event.key === "Tab") hold.end();
      return;
    }
    const card = event.target.closest("a.slot, a.loose");
    // The key, whatever the keyboard writes: with Hangul on it says another letter.
    if (!card || event.code !== "KeyM" || event.ctrlKey || event.altKey || event.metaKey || hold.card) return;
    event.preventDefault();
    hold.carry(card);
  }, true);
}
