// Filters and sorts the lists of partners and letters. Every row is there without it, in the order of the list.
(() => {
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;

  // A cell says what it is sorted by, where that is something else than its text; numbers begin with the largest.
  const valueOf = (cell) => cell.dataset.value ?? cell.textContent.trim();
  const ORDERS = {
    text: (one, other) => inOrder(one, other),
    number: (one, other) => other - one,
  };

  for (const form of document.querySelectorAll("[data-filters-for]")) {
    const table = document.getElementById(form.dataset.filtersFor);
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const choices = [...form.querySelectorAll("[data-filter]")];
    const sorting = form.querySelector("[data-sorting]");
    const said = form.querySelector("[role=status]");
    const columns = [...table.tHead.rows[0].cells]
      .map((head, at) => ({ head, at, label: head.textContent, kind: head.dataset.sort, ways: head.dataset.ways?.split("|") }))
      .filter(({ kind }) => kind);

    const filter = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = choices.some((choice) => choice.value && row.dataset[choice.dataset.filter] !== choice.value);
        shown += row.hidden ? 0 : 1;
      }
      return shown;
    };

    // The form holds the column's place, with a minus where the order is turned round.
    const sort = () => {
      const chosen = columns.find(({ at }) => String(at) === sorting.value.replace("-", ""));
      const turned = sorting.value.startsWith("-");
      const compared = (one, other) => {
        const [a, b] = [one, other].map((row) => valueOf(row.cells[chosen.at]));
        // What is not known stands last, whichever way the rest is sorted.
        if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
        return ORDERS[chosen.kind](a, b) * (turned ? -1 : 1);
      };
      body.append(...(chosen ? [...rows].sort(compared) : rows));
      for (const column of columns) {
        const ascending = (column.kind === "text") !== turned;
        if (column === chosen) column.head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        else column.head.removeAttribute("aria-sort");
      }
      return chosen && { column: chosen.label, direction: chosen.ways[+turned] };
    };

    // The page has the words for each plural form of its language, alone and with how the list is sorted.
    const { shown: alone, sorted } = JSON.parse(said.dataset.words);
    const show = () => {
      const number = filter();
      const order = sort();
      const forms = order ? sorted : alone;
      const words = forms[plural.select(number)] ?? forms.other;
      said.textContent = words.replace(/\{(\w+)\}/g, (_, name) => ({ number, ...order })[name]);
    };

    for (const { head, at, label, ways } of columns) {
      sorting.append(new Option(`${label}: ${ways[0]}`, at), new Option(`${label}: ${ways[1]}`, `-${at}`));
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort-button";
      head.dataset.label = label;
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        sorting.value = sorting.value === String(at) ? `-${at}` : String(at);
        show();
      });
      head.append(button);
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", show);
  }
})();
