/* Copies an address, and says so for a moment; where that is not allowed, shows it to be copied by hand. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  const name = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = name; }, 2000);
    } catch {
      prompt(name, button.dataset.copy);
    }
  });
}
