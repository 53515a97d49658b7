// The reader's choice of colors, kept on this device. Runs before the page is drawn, so that nothing flashes.
(() => {
  document.documentElement.dataset.script = "on";
  try {
    const chosen = localStorage.getItem("coalition-scheme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.scheme = chosen;
  } catch {
    // Storage can be forbidden; the system's own setting then holds.
  }
})();
