// Small conveniences. Every fact on a page is there without them.
(() => {
  const root = document.documentElement;

  const schemeButton = document.querySelector(".scheme-button");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : systemDark.matches);
  const showScheme = () => schemeButton.setAttribute("aria-pressed", String(isDark()));
  schemeButton.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("coalition-scheme", root.dataset.scheme);
    } catch {
      // The choice then holds for this page only.
    }
    showScheme();
  });
  systemDark.addEventListener("change", showScheme);
  showScheme();

  const menuButton = document.querySelector(".menu-button");
  const openMenu = (open) => menuButton.setAttribute("aria-expanded", String(open));
  menuButton.addEventListener("click", () => openMenu(menuButton.getAttribute("aria-expanded") !== "true"));

  const languageMenu = document.querySelector(".language-menu");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && languageMenu?.open) {
      languageMenu.open = false;
      languageMenu.querySelector("summary").focus();
    } else if (event.key === "Escape" && menuButton.getAttribute("aria-expanded") === "true") {
      openMenu(false);
      menuButton.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (languageMenu?.open && !languageMenu.contains(event.target)) languageMenu.open = false;
  });

  // Some browsers forget that a table is one where narrow screens make cards of its rows.
  const roles = {
    table: "table",
    "thead, tbody": "rowgroup",
    tr: "row",
    "thead th": "columnheader",
    "tbody th": "rowheader",
    "table td": "cell",
  };
  for (const [parts, role] of Object.entries(roles)) {
    for (const part of document.querySelectorAll(parts)) part.setAttribute("role", role);
  }
})();
