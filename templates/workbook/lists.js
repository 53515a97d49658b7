// Filters and sorts the lists of partners and letters, which are groups that fold. Every row is there without it.
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
    const groups = [...document.getElementById(form.dataset.filtersFor).querySelectorAll("details")].map((fold) => {
      const [body] = fold.querySelector("table").tBodies;
      return { fold, body, rows: [...body.rows], heads: [...fold.querySelector("thead tr").cells] };
    });
    const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
    // A phone has no room for many open lists.
    const narrow = matchMedia("(max-width: 52rem)").matches && total > 12;
    const open = new Set(groups.filter(({ fold }) => fold.open && !narrow));
    const choices = [...form.querySelectorAll("[data-filter]")];
    const sorting = form.querySelector("[data-sorting]");
    const said = form.querySelector("[role=status]");
    const columns = groups[0].heads
      .map((head, at) => ({ at, label: head.textContent, kind: head.dataset.sort, ways: head.dataset.ways?.split("|") }))
      .filter(({ kind }) => kind);

    const filter = () => {
      let shown = 0;
      for (const { fold, rows } of groups) {
        for (const row of rows) {
          row.hidden = choices.some((choice) => choice.value && row.dataset[choice.dataset.filter] !== choice.value);
        }
        const fitting = rows.filter((row) => !row.hidden).length;
        fold.hidden = !fitting;
        shown += fitting;
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
      for (const { body, rows, heads } of groups) {
        body.append(...(chosen ? [...rows].sort(compared) : rows));
        for (const column of columns) {
          const ascending = (column.kind === "text") !== turned;
          if (column === chosen) heads[column.at].setAttribute("aria-sort", ascending ? "ascending" : "descending");
          else heads[column.at].removeAttribute("aria-sort");
        }
      }
      return chosen && { column: chosen.label, direction: chosen.ways[+turned] };
    };

    // The page has the words for each plural form of its language, alone and with how the list is sorted.
    const { shown: alone, sorted } = JSON.parse(said.dataset.words);
    const show = () => {
      const number = filter();
      const order = sort();
      // What was looked for is shown; without a wish, groups fold as they did.
      for (const group of groups) group.fold.open = order || number < total || open.has(group);
      const forms = order ? sorted : alone;
      const words = forms[plural.select(number)] ?? forms.other;
      said.textContent = words.replace(/\{(\w+)\}/g, (_, name) => ({ number, ...order })[name]);
    };

    for (const { at, label, ways } of columns) {
      sorting.append(new Option(`${label}: ${ways[0]}`, at), new Option(`${label}: ${ways[1]}`, `-${at}`));
      for (const { heads } of groups) headed(heads[at], at, label);
    }

    function headed(head, at, label) {
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
    show();
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", show);
  }
})();
