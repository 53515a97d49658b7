// What forms do beyond sending themselves: rows without loading again, a search among options, mistakes while typing,
// drafts, and how it will look. Without this script every form works.
(() => {
  const form = document.querySelector("[data-form]");
  const listSearch = document.querySelector("[data-search-list]");
  const wait = (seconds, work) => {
    let timer;
    return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), seconds * 1000); };
  };
  const filter = (box, entries) => {
    box.hidden = false;
    const input = box.querySelector("input");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const entry of entries()) {
        const text = entry.textContent.toLowerCase();
        entry.hidden = !words.every((word) => text.includes(word));
      }
    });
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  };
  if (listSearch) filter(listSearch, () => document.querySelectorAll("[data-list] > li"));
  document.querySelector("[data-summary]")?.focus();
  if (document.querySelector("[data-look-again]")) setTimeout(() => location.reload(), 3000);
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = document.getElementById(button.dataset.copy);
      text.select();
      navigator.clipboard.writeText(text.value).then(() => { button.nextElementSibling.textContent = button.dataset.copied; });
    });
  }
  const menu = document.querySelector(".menu");
  if (menu && matchMedia("(max-width: 44rem)").matches && form) menu.open = false;
  if (!form) return;

  for (const box of form.querySelectorAll("[data-search]")) {
    const options = box.parentElement.querySelector("[data-options]");
    if (options.querySelectorAll("[data-option]").length > 8) filter(box, () => options.querySelectorAll("[data-option]"));
  }

  // What an option asks for is asked once it is chosen.
  for (const beside of form.querySelectorAll("[data-with]")) {
    const select = beside.parentElement.querySelector("select");
    const show = () => { beside.hidden = select.value !== beside.dataset.with && !beside.querySelector("input").value; };
    select.addEventListener("change", show);
    show();
  }

  // A link in the summary leads to the control, not to what is around it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#field-"]');
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const control = field?.querySelector("input:not([type=hidden]), select, textarea, button");
    if (!control) return;
    event.preventDefault();
    control.focus();
    field.scrollIntoView({ block: "center" });
  });
  if (location.hash.startsWith("#field-")) {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    // Of a text in several languages, the one that lacks is what somebody came for.
    const lacking = [...field?.querySelectorAll(".language input, .language textarea") ?? []].find((each) => !each.value);
    (lacking ?? field?.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  }

  const addRow = (name) => {
    const list = form.querySelector(`[data-rows="${CSS.escape(name)}"]`);
    const template = form.querySelector(`template[data-row="${CSS.escape(name)}"]`);
    const count = list.children.length;
    const numbers = [...list.querySelectorAll("input[type=hidden]")].map((each) => Number(each.name.slice(name.length + 1).split(".")[0]));
    const number = Math.max(-1, ...numbers) + 1;
    list.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll("__n__", number).replaceAll("__count__", count + 1));
    return list.lastElementChild;
  };
  form.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    if (!add) return;
    event.preventDefault();
    addRow(add.dataset.add).querySelector("input:not([type=hidden]), select, textarea").focus();
  });

  for (const box of form.querySelectorAll("[data-markdown]")) {
    const text = box.querySelector("textarea");
    box.querySelector(".toolbar").hidden = false;
    const put = (before, after, instead = "") => {
      const { selectionStart: start, selectionEnd: end, value } = text;
      const chosen = value.slice(start, end) || instead;
      text.focus();
      text.setRangeText(before + chosen + after, start, end, "end");
      text.setSelectionRange(start + before.length, start + before.length + chosen.length);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
    box.addEventListener("click", (event) => {
      const { mark, begin, link, picture } = event.target.dataset ?? {};
      if (mark) put(mark, mark);
      if (link !== undefined) put("[", "](https://)");
      // Between the brackets, where one types next, go the words for those who cannot see it.
      if (picture !== undefined) put("![", `](${box.querySelector("[data-picture-name]").value})`);
      if (begin) {
        const line = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
        text.setSelectionRange(line, line);
        put(begin, "");
      }
    });
  }

  // Drafts: what was typed and not saved, by form and tab, until it is saved or thrown away.
  const key = `draft:${form.dataset.form}`;
  const named = () => Object.entries(localStorage).filter(([name]) => name === key);
  if (form.dataset.saved) localStorage.removeItem(`draft:${form.dataset.saved}`);
  const entries = () => [...new FormData(form)].filter(([name]) => name !== "form_token");
  const begun = JSON.stringify(entries());
  const keep = () => {
    const now = JSON.stringify(entries());
    try {
      if (now === begun) localStorage.removeItem(key);
      else localStorage.setItem(key, now);
      form.querySelector("[data-state]").textContent = now === begun ? "" : form.dataset.leave;
    } catch { /* No room, or no storage: the form itself still holds what was typed. */ }
  };
  const restore = (draft) => {
    const rows = new Set();
    for (const [name] of draft) {
      for (const list of form.querySelectorAll("[data-rows]")) {
        const rest = name.startsWith(`${list.dataset.rows}.`) && name.slice(list.dataset.rows.length + 1).split(".")[0];
        if (rest && /^\d+$/.test(rest)) rows.add(`${list.dataset.rows}.${rest}`);
      }
    }
    for (const row of rows) {
      const name = row.slice(0, row.lastIndexOf("."));
      if (!form.querySelector(`[name^="${CSS.escape(row)}."]`)) addRow(name);
    }
    const texts = new Map();
    for (const [name, text] of draft) texts.set(name, [...(texts.get(name) ?? []), text]);
    for (const control of form.elements) {
      if (!control.name || control.name === "form_token" || control.tagName === "BUTTON") continue;
      const found = texts.get(control.name) ?? [];
      if (control.type === "checkbox" || control.type === "radio") control.checked = found.includes(control.value);
      else if (found.length) control.value = found.shift();
    }
    for (const select of form.querySelectorAll("select")) select.dispatchEvent(new Event("change"));
  };
  const draft = named()[0]?.[1];
  if (draft && draft !== begun && !document.querySelector("[data-summary]")) {
    try {
      restore(JSON.parse(draft));
      form.querySelector("[data-draft]").hidden = false;
    } catch { localStorage.removeItem(key); }
  }
  const isDraft = () => !form.querySelector("[data-draft]").hidden;
  form.querySelector("[data-discard]").addEventListener("click", () => { localStorage.removeItem(key); location.reload(); });

  // Who will see it, as soon as what is typed now is saved.
  const showWhoSees = (seen) => {
    for (const [audience, { mark, word, told }] of Object.entries(seen)) {
      const section = form.querySelector(`[data-audience="${audience}"]`);
      if (!section) continue;
      section.className = `audience audience--${mark}`;
      const chip = section.querySelector("[data-word]");
      chip.className = `audience-word audience-word--${mark}`;
      chip.textContent = word;
      for (const place of form.querySelectorAll(`[data-told="${audience}"]`)) if (place.textContent !== told) place.textContent = told;
    }
  };
  for (const consent of form.querySelectorAll("[data-consent]")) {
    const offer = () => {
      const agreed = consent.querySelector("[type=radio][value=day]").checked;
      consent.querySelector("[data-offer]").hidden = !agreed || Boolean(consent.querySelector(".day").value);
    };
    consent.addEventListener("input", offer);
    if (isDraft()) offer();
  }

  // Mistakes: the validator's, at fields that somebody has typed in.
  const touched = new Set();
  let asked = 0;
  const check = wait(0.12, async () => {
    const mine = ++asked;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
    if (!answer.ok || mine !== asked) return;
    const { problems, seen } = await answer.json();
    showWhoSees(seen);
    for (const field of form.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      if (!touched.has(name)) continue;
      const said = problems[name] ?? [];
      // Who just chose “Agreed” is about to choose the day.
      if (said.length && field.querySelector("[data-consent]")?.contains(document.activeElement)) continue;
      const place = field.querySelector("[data-problems]");
      place.replaceChildren(...said.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
      field.classList.toggle("field--wrong", said.length > 0);
      for (const control of field.querySelectorAll("[aria-describedby]")) {
        if (said.length && !control.matches("fieldset")) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
    }
  });

  if (isDraft()) check();

  const around = form.closest("[data-look]");
  const pane = document.querySelector("[data-look-pane]");
  const frame = pane?.querySelector("[data-frame]");
  let shows = pane?.querySelector("[aria-pressed=true]")?.dataset.show;
  let drawn;
  const draw = () => {
    if (!frame) return;
    const seen = drawn === shows ? frame.contentWindow?.scrollY : undefined;
    drawn = shows;
    frame.onload = () => {
      if (seen !== undefined) frame.contentWindow.scrollTo(0, seen);
      else frame.contentDocument?.querySelector("main h1")?.scrollIntoView();
    };
    frame.src = `${around.dataset.look.replace(/look$/, "draft")}/${shows}?${Date.now()}`;
    frame.removeAttribute("srcdoc");
  };
  const look = wait(0.5, async () => {
    if (!frame) return;
    const answer = await fetch(form.dataset.check.replace("/edit/check/", "/edit/look/"), { method: "POST", body: new FormData(form) });
    if (answer.ok && (await answer.json()).drawn) draw();
  });
  if (pane) {
    pane.hidden = false;
    pane.addEventListener("click", (event) => {
      const { show } = event.target.dataset ?? {};
      if (!show) return;
      shows = show;
      for (const tab of pane.querySelectorAll("[data-show]")) tab.setAttribute("aria-pressed", String(tab === event.target));
      draw();
    });
    if (isDraft()) look();
    else draw();
  }

  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-field]");
    if (field) touched.add(field.dataset.field);
    for (let outer = field?.parentElement.closest("[data-field]"); outer; outer = outer.parentElement.closest("[data-field]")) touched.add(outer.dataset.field);
    keep();
    check();
    look();
  });
})();
