/* The colour of each track; set by a script, because a strict policy allows no style in the markup. */
for (const one of document.querySelectorAll("[data-hue]")) one.style.setProperty("--hue", one.dataset.hue);
