/* Several cards that move together: all by as many minutes and as many rooms as the one that is held. */
export class Group {
  constructor(board, card, cards) {
    this.columns = [...board.querySelectorAll(".column")];
    this.card = card;
    this.cards = cards;
  }

  /* Where each is put when they move so far; null if one would leave the board or is placed by blocks. */
  moved(minutes, rooms) {
    const places = this.cards.map((card) => {
      const column = this.columns[this.columns.indexOf(card.closest(".column")) + rooms];
      if (!column || !card.dataset.start) return null;
      return { session: card.dataset.session, showing: Number(card.dataset.label), room: column.dataset.room, start: later(card.dataset.start, minutes) };
    });
    return places.every(Boolean) ? places : null;
  }

  /* The same for a place of the held one. */
  to(at, column) {
    return this.moved(at - Number(this.card.dataset.at), column - this.columns.indexOf(this.card.closest(".column")));
  }

  show(at, column) {
    this.hide();
    const [minutes, rooms] = [at - Number(this.card.dataset.at), column - this.columns.indexOf(this.card.closest(".column"))];
    for (const card of this.cards.filter((one) => one !== this.card)) {
      const ghost = Object.assign(document.createElement("div"), { className: "ghost along", textContent: card.dataset.title });
      ghost.style.setProperty("--long", card.dataset.long);
      ghost.style.setProperty("--hue", card.dataset.hue);
      ghost.style.setProperty("--at", String(Number(card.dataset.at) + minutes));
      this.columns[this.columns.indexOf(card.closest(".column")) + rooms]?.append(ghost);
    }
  }

  hide() {
    for (const ghost of document.querySelectorAll(".ghost.along")) ghost.remove();
  }
}

/* Wall-clock time so many minutes later, with the offset that was there. */
function later(start, minutes) {
  const local = new Date(Date.parse(`${start.slice(0, 16)}Z`) + minutes * 60000).toISOString().slice(0, 16);
  return local + start.slice(19);
}
