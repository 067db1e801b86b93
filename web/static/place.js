/* Puts everything of a board where its data says.  Runs while the page is read, before it is first drawn, so that
   nothing jumps; custom properties set by a script are what a strict content policy allows. */
"use strict";
(() => {
  const put = (element, names) => {
    for (const name of names) {
      if (element.dataset[name] !== undefined) element.style.setProperty(`--${name}`, element.dataset[name]);
    }
  };
  /* How much of its words a card has room for at this zoom: one line of them, time and title, all. */
  const crop = (card, scale) => {
    const high = (Number(card.dataset.long) - Number(card.dataset.lead ?? 0)) * scale - 8;
    card.classList.toggle("short", high < 40);
    card.classList.toggle("tight", high >= 40 && high < 66);
  };
  window.showgridPlace = (root) => {
    const scale = Number(localStorage.getItem("showgrid-scale")) || 1.5;
    for (const board of root.querySelectorAll(".board")) {
      put(board, ["minutes", "rooms"]);
      board.style.setProperty("--scale", String(scale));
      board.classList.add("placed");
    }
    for (const one of root.querySelectorAll("[data-at], [data-long], [data-hue]")) {
      put(one, ["at", "long", "lead", "turn", "lane", "lanes", "hue"]);
    }
    for (const card of root.querySelectorAll(".slot")) crop(card, scale);
  };
  window.showgridPlace(document);
})();
