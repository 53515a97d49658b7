"use strict";
/* The worksheet's form: rows, lists to choose from, keeping, saving and opening. The answers are a map from a field's
   name to its value, and the controls show them: what no control can show stays in the map and is saved again. */
(() => {
  const FIRST_ROWS = 2;
  const MOST_ROWS = 500;
  const MOST_BYTES = 5000000;
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  const CELL = /^(table[1-4])\.([1-9][0-9]{0,5})\.(.+)$/s;

  const form = document.querySelector("form");
  const own = form.dataset;
  const key = `${own.format} ${own.version} ${own.coalition}`;
  const said = JSON.parse(own.said);
  const tables = [...form.querySelectorAll("[data-table]")];
  const paperRows = rowsOf(tables[0]).length;
  const byId = (id) => document.getElementById(id);
  const undoButton = document.querySelector("[data-do=undo]");
  const clearButton = document.querySelector("[data-do=clear]");

  let answers = blank();
  let undone = null;
  let isKept = true;

  function blank() {
    return { version: own.version, language: own.language, fields: new Map(), rest: new Map(), shown: {} };
  }

  /* ---- What is said ---- */

  function words(name, values = {}) {
    return said[name].replace(/\{([a-z]+)\}/g, (whole, value) => values[value] ?? whole);
  }

  function clock() {
    return new Date().toLocaleTimeString(own.language, { hour: "2-digit", minute: "2-digit" });
  }

  /* What can be taken back has its button next to the one that did it, so that Tab comes to it at once. */
  function say(text, { undoBeside = null } = {}) {
    byId("failed").textContent = isKept ? "" : byId("kept").textContent;
    byId("said").textContent = text;
    undoButton.hidden = undoBeside === null;
    undoBeside?.after(undoButton);
  }

  function fail(text) {
    byId("said").textContent = "";
    byId("failed").textContent = text;
    undoButton.hidden = true;
  }

  /* ---- Answers and controls ---- */

  function control(name) {
    const found = byId(name);
    return found && found.name === name ? found : null;
  }

  function fits(name, value) {
    const found = control(name);
    return found !== null && typeof value === (found.type === "checkbox" ? "boolean" : "string");
  }

  function mirror(found, text) {
    found.closest(".grow").dataset.value = text;
  }

  function show(found) {
    const value = answers.fields.get(found.name);
    if (found.type === "checkbox") {
      found.checked = value === true;
      return;
    }
    const text = typeof value === "string" ? value : "";
    if (found.localName === "select") {
      showChoice(found, text);
    } else {
      found.value = text;
    }
    mirror(found, text);
  }

  /* A type that this form does not list becomes one more choice, so that it is not lost. */
  function showChoice(select, text) {
    select.querySelector("[data-own]")?.remove();
    const options = [...select.options];
    const fillIn = options.find((option) => "fillIn" in option.dataset && text.startsWith(`${option.value}: `));
    let chosen = options.find((option) => option.value === text) ?? fillIn;
    if (!chosen) {
      chosen = new Option(text, text);
      chosen.dataset.own = "";
      select.add(chosen);
    }
    select.selectedIndex = chosen.index;
    const which = byId(`${select.name}.which`);
    which.value = chosen === fillIn ? text.slice(chosen.value.length + 2) : "";
    mirror(which, which.value);
    showWhich(select);
  }

  function showWhich(select) {
    byId(`${select.name}.which`).closest(".which").hidden = !("fillIn" in select.selectedOptions[0].dataset);
  }

  function read(found) {
    if (found.type === "checkbox") {
      return found.checked;
    }
    if (found.localName !== "select") {
      return found.value;
    }
    const which = byId(`${found.name}.which`).value;
    return which && "fillIn" in found.selectedOptions[0].dataset ? `${found.value}: ${which}` : found.value;
  }

  function take(found) {
    const value = read(found);
    if (value) {
      answers.fields.set(found.name, value);
    } else {
      answers.fields.delete(found.name);
    }
    if (found.type !== "checkbox") {
      mirror(found, value);
    }
    if (found.localName === "select") {
      showWhich(found);
      mirror(byId(`${found.name}.which`), byId(`${found.name}.which`).value);
    }
    undoButton.hidden = true;
    keep();
  }

  /* ---- Rows ---- */

  function rowsOf(table) {
    return [...table.querySelectorAll("tr[data-row]")];
  }

  function lastFilled(table) {
    let last = 0;
    for (const name of answers.fields.keys()) {
      const cell = CELL.exec(name);
      if (cell && cell[1] === table.dataset.table && Number(cell[2]) <= MOST_ROWS) {
        last = Math.max(last, Number(cell[2]));
      }
    }
    return last;
  }

  /* Some browsers forget that a table is one where narrow screens set its parts below each other. */
  function sayRoles(parts) {
    for (const part of parts) {
      const role = ROLES[part.localName] ?? (part.scope === "col" ? "columnheader" : "rowheader");
      part.setAttribute("role", role);
    }
  }

  function newRow(table, number) {
    const row = table.querySelector("template").content.querySelector("tr").cloneNode(true);
    const numbered = (text) => text.replaceAll("{row}", number);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "data-row"]) {
        if (element.hasAttribute(name)) {
          element.setAttribute(name, numbered(element.getAttribute(name)));
        }
      }
      if (element.matches(".visually-hidden, .row-number")) {
        element.lastChild.textContent = numbered(element.lastChild.textContent);
      }
    }
    sayRoles([row, ...row.cells]);
    return row;
  }

  /* On paper there are always eight rows; on the screen those that are filled or asked for. */
  function showRows(table) {
    const shown = Math.max(FIRST_ROWS, answers.shown[table.dataset.table] ?? 0, lastFilled(table));
    answers.shown[table.dataset.table] = shown;
    const rows = rowsOf(table);
    for (const row of rows.splice(Math.max(shown, paperRows))) {
      row.remove();
    }
    while (rows.length < shown) {
      const row = newRow(table, rows.length + 1);
      table.querySelector("tbody").append(row);
      row.querySelectorAll("select").forEach(showWhich);
      rows.push(row);
    }
    rows.forEach((row, index) => {
      row.classList.toggle("spare", index >= shown);
      row.querySelector("[data-do=remove]").hidden = index < FIRST_ROWS;
    });
    return rows;
  }

  function addRow(table) {
    const shown = answers.shown[table.dataset.table];
    if (shown >= MOST_ROWS) {
      fail(words("full_table", { table: table.dataset.short, rows: MOST_ROWS }));
      return;
    }
    answers.shown[table.dataset.table] = shown + 1;
    showRows(table)[shown].querySelector("textarea").focus();
    say(words("added", { row: shown + 1, table: table.dataset.short }));
  }

  function removeRow(table, gone) {
    remember();
    const fields = new Map();
    for (const [name, value] of answers.fields) {
      const cell = CELL.exec(name);
      const row = cell && cell[1] === table.dataset.table ? Number(cell[2]) : 0;
      if (row !== gone) {
        fields.set(row > gone && row <= MOST_ROWS ? `${cell[1]}.${row - 1}.${cell[3]}` : name, value);
      }
    }
    answers.fields = fields;
    answers.shown[table.dataset.table] -= 1;
    showAll();
    keep();
    const add = table.querySelector("[data-do=add]");
    add.focus();
    say(words("removed", { row: gone, table: table.dataset.short }), { undoBeside: add });
  }

  function showAll() {
    tables.forEach(showRows);
    for (const found of form.querySelectorAll("[name]")) {
      show(found);
    }
    form.querySelectorAll(".pick[open]").forEach(tick);
  }

  /* ---- Lists to choose from ---- */

  const bare = (text) => text.trim().toLocaleLowerCase();
  const items = (text) => text.split(/[;\n]/).map(bare);
  const textOf = (pick) => pick.closest("td").querySelector("textarea");
  const isOf = (box, item) =>
    item === bare(box.value) || ("fillIn" in box.dataset && item.startsWith(`${bare(box.value)}:`));

  function tick(pick) {
    if (!pick.querySelector("fieldset")) {
      pick.append(byId(`choose-${pick.dataset.list}`).content.cloneNode(true));
    }
    const chosen = items(textOf(pick).value);
    for (const box of pick.querySelectorAll("input")) {
      box.checked = chosen.some((item) => isOf(box, item));
    }
  }

  function choose(pick, box) {
    const text = textOf(pick);
    if (box.checked) {
      const before = text.value.replace(/[;\s]+$/, "");
      const added = "fillIn" in box.dataset ? `${box.value}: ` : box.value;
      text.value = before ? `${before}; ${added}` : added;
    } else {
      const pieces = text.value.split(/([;\n])/);
      const left = [];
      for (let at = 0; at < pieces.length; at += 2) {
        if (!isOf(box, bare(pieces[at]))) {
          left.push(left.length ? (pieces[at - 1] ?? "") : "", pieces[at]);
        }
      }
      text.value = left.join("").trim();
    }
    take(text);
    if (box.checked && "fillIn" in box.dataset) {
      say(words("write_which", { option: box.value }));
    }
  }

  /* ---- Keeping in this browser ---- */

  function written() {
    const known = [["format", own.format], ["version", answers.version], ["language", answers.language]];
    const whole = [...known, ["fields", Object.fromEntries(answers.fields)], ...answers.rest];
    return JSON.stringify(Object.fromEntries(whole), null, 2);
  }

  function keep() {
    try {
      if (answers.fields.size || answers.rest.size) {
        localStorage.setItem(key, written());
      } else {
        localStorage.removeItem(key);
      }
      isKept = true;
      byId("kept").textContent = answers.fields.size ? words("kept", { time: clock() }) : words("nothing_kept");
    } catch (error) {
      cannotKeep(error);
    }
  }

  /* Said aloud once, and at the top of the page as long as it holds. */
  function cannotKeep(error) {
    const text = words(/quota/i.test(error.name) ? "keeps_no_more" : "keeps_nothing");
    const wasKept = isKept;
    isKept = answers.fields.size === 0;
    byId("kept").textContent = text;
    if (wasKept && !isKept) {
      fail(text);
    }
  }

  /* What this browser has kept; null for nothing. */
  function kept() {
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch (error) {
      cannotKeep(error);
    }
    return text;
  }

  function begin() {
    const text = kept();
    const found = text === null ? null : understood(text);
    if (typeof found === "string") {
      fail(words("kept_unreadable"));
    } else if (found) {
      answers = found;
      byId("kept").textContent = words("kept_before");
    }
  }

  /* Every answer is kept at once, so what another window has kept holds all of this one's too. Only answers that this
     window could not keep are in no other, and they stay. */
  function follow() {
    if (!isKept) {
      fail(words("apart"));
      return;
    }
    const text = kept();
    const found = text === null ? blank() : understood(text);
    if (typeof found !== "string") {
      answers = { ...found, shown: answers.shown };
      undoButton.hidden = true;
      showAll();
      byId("kept").textContent = words("kept_elsewhere", { time: clock() });
    }
  }

  /* ---- Files ---- */

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /* A file's answers, or the name of the words for what is wrong with it. */
  function understood(text) {
    if (text.startsWith("%PDF")) {
      return "is_pdf";
    }
    let data = null;
    try {
      data = JSON.parse(text);
    } catch {
      return "not_ours";
    }
    if (!isRecord(data) || data.format !== own.format || !isRecord(data.fields)) {
      return "other_thing";
    }
    const { version, language, fields } = data;
    const rest = Object.entries(data).filter(([name]) => !["format", "version", "language", "fields"].includes(name));
    const found = blank();
    found.version = version ?? own.version;
    found.language = language ?? own.language;
    found.fields = new Map(Object.entries(fields));
    found.rest = new Map(rest);
    return found;
  }

  async function open(file) {
    let found = "too_large";
    if (file.size <= MOST_BYTES) {
      try {
        found = understood(await file.text());
      } catch {
        found = "unreadable";
      }
    }
    if (typeof found === "string") {
      fail(`${words(found, { file: file.name })} ${words("unchanged", { example: fileName() })}`);
      return;
    }
    remember();
    answers = found;
    showAll();
    keep();
    const strange = [...answers.fields].filter(([name, value]) => !fits(name, value)).length;
    const opened = words("opened", { file: file.name, count: answers.fields.size - strange });
    const rest = strange ? ` ${words("opened_rest", { count: strange })}` : "";
    say(opened + rest, { undoBeside: clearButton });
  }

  function fileName() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `worksheet-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
  }

  function save() {
    const name = fileName();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${written()}\n`], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    isKept = true;
    say(words("saved", { file: name }));
  }

  /* ---- Taking back ---- */

  function remember() {
    undone = { ...answers, fields: new Map(answers.fields), shown: { ...answers.shown } };
  }

  function undo() {
    answers = undone;
    showAll();
    keep();
    undoButton.previousElementSibling.focus();
    say(words("undone"));
  }

  function clear() {
    remember();
    answers = blank();
    showAll();
    keep();
    say(words("cleared"), { undoBeside: clearButton });
  }

  /* ---- Beginning ---- */

  const actions = {
    save,
    undo,
    clear,
    open: () => byId("file").click(),
    print: () => window.print(),
    add: (button) => addRow(button.closest("[data-table]")),
    remove: (button) => removeRow(button.closest("[data-table]"), Number(button.closest("tr").dataset.row)),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) {
      actions[button.dataset.do](button);
    }
    /* Before it opens, so that the next press of Tab already finds the boxes. */
    const summary = event.target.closest("summary");
    if (summary) {
      tick(summary.parentElement);
    }
  });

  form.addEventListener("input", (event) => {
    const pick = event.target.closest(".pick");
    if (pick) {
      choose(pick, event.target);
      return;
    }
    take(event.target.name ? event.target : control(event.target.id.replace(/\.which$/, "")));
    const beside = event.target.closest("td")?.querySelector(".pick[open]");
    if (beside) {
      tick(beside);
    }
  });

  /* A message goes when its reader goes on to a field: on a small screen it would lie over it. */
  form.addEventListener("focusin", (event) => {
    if (!event.target.closest("button")) {
      byId("said").textContent = "";
      byId("failed").textContent = "";
    }
  });

  form.addEventListener("toggle", (event) => event.target.open && tick(event.target), true);

  form.addEventListener("keydown", (event) => {
    const pick = event.target.closest(".pick[open]");
    if (event.key === "Escape" && pick) {
      pick.open = false;
      pick.querySelector("summary").focus();
    }
  });

  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) {
      await open(file);
      event.target.value = "";
    }
  });

  window.addEventListener("storage", (event) => {
    if (event.key === key) {
      follow();
    } else if (event.key === null) {
      keep(); // Another page emptied the whole store, which no button of this form does.
    }
  });

  /* A page that the browser had put aside was not told what other windows kept meanwhile. */
  window.addEventListener("pageshow", (event) => event.persisted && follow());

  window.addEventListener("beforeunload", (event) => {
    if (!isKept) {
      event.preventDefault();
    }
  });

  document.documentElement.classList.add("js");
  sayRoles(document.querySelectorAll("table, thead, tbody, tr, th, td"));
  begin();
  showAll();
})();
