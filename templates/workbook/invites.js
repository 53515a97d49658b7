// Sorts and filters the lists of invites, one of each status. Every row is there without it, in the order of the list.
// The form holds what is chosen, and the address of the page holds it too, so that it can be kept as a bookmark.
(() => {
  const form = document.getElementById("invites-filters");
  const status = form.querySelector("[role=status]");
  const lists = [...document.querySelectorAll(".invite-frame")].map((frame) => {
    const body = frame.querySelector("tbody");
    return { fold: frame.closest("details"), body, rows: [...body.rows], heads: [...frame.querySelectorAll("thead [data-sort]")] };
  });
  const total = lists.reduce((sum, list) => sum + list.rows.length, 0);
  // A phone has no room for many open lists.
  const narrow = matchMedia("(max-width: 52rem)").matches && total > 12;
  const open = new Set(lists.map(({ fold }) => fold).filter((fold) => fold.open && !narrow));
  const atFirst = (fold) => open.has(fold);
  const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;

  // The page has the words for each plural form of its language.
  const { all, some, sorted, ways: directions } = JSON.parse(status.dataset.words);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const put = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const columns = lists[0].heads.map((head) => ({
    key: head.dataset.sort,
    kind: head.dataset.kind,
    label: head.textContent.trim(),
    cell: head.cellIndex,
  }));

  // Choices of the sorting, as the form has them: `sent`, or `-sent` for the other direction.
  const sorting = () => {
    const chosen = form.elements.sort.value;
    const at = columns.findIndex((column) => column.key === chosen.replace(/^-/, ""));
    return at < 0 ? null : { at, column: columns[at], down: chosen.startsWith("-") };
  };

  for (const { key, kind, label } of columns) {
    const [up, down] = directions[kind];
    form.elements.sort.append(new Option(`${label}: ${up}`, key), new Option(`${label}: ${down}`, `-${key}`));
  }

  const compared = ({ column, down }) => (one, other) => {
    const [a, b] = [one, other].map((row) => row.cells[column.cell].dataset.value);
    // What is not known stands last, whichever way the rest is sorted.
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const order = column.kind === "date" ? (a > b) - (a < b) : inOrder(a, b);
    return down ? -order : order;
  };

  const sort = () => {
    const chosen = sorting();
    for (const { body, rows, heads } of lists) {
      body.append(...(chosen ? [...rows].sort(compared(chosen)) : rows));
      heads.forEach((head, at) => {
        if (chosen?.at === at) head.setAttribute("aria-sort", chosen.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
    return chosen;
  };

  const fits = (row) =>
    ["sender", "status", "language"].every((name) => ["", row.dataset[name]].includes(form.elements[name].value)) &&
    (!form.elements.overdue.checked || row.dataset.overdue === "yes");

  const filter = () => {
    let shown = 0;
    for (const { fold, rows } of lists) {
      const fitting = rows.filter(fits);
      for (const row of rows) row.hidden = !fitting.includes(row);
      fold.hidden = !fitting.length;
      shown += fitting.length;
    }
    return shown;
  };

  const show = () => {
    const shown = filter();
    const chosen = sort();
    // What was looked for is shown; without a wish, lists fold as they did.
    const sought = chosen || shown < total;
    for (const { fold } of lists) fold.open = sought || atFirst(fold);
    const forms = shown === total ? all : some;
    const said = [put(forms[plural.select(shown)] ?? forms.other, { number: shown, total })];
    if (chosen) {
      const direction = directions[chosen.column.kind][+chosen.down];
      said.push(put(sorted, { column: chosen.column.label, direction }));
    }
    status.textContent = said.join(" ");
  };

  const remember = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${String(query) && `?${query}`}${location.hash}`);
  };

  const recall = () => {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field?.type === "checkbox") field.checked = value === field.value;
      else if ([...(field?.options ?? [])].some((option) => option.value === value)) field.value = value;
    }
  };

  const changed = () => {
    show();
    remember();
  };

  for (const { heads } of lists) {
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort-button";
      head.dataset.label = head.textContent;
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const chosen = sorting();
        form.elements.sort.value = `${chosen?.at === at && !chosen.down ? "-" : ""}${columns[at].key}`;
        changed();
      });
      head.append(button);
    });
  }

  recall();
  show();
  form.hidden = false;
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after this event.
  form.addEventListener("reset", () => setTimeout(changed));
})();
