// The search of a site, by MiniSearch. What is looked for stands behind the address's #: Back returns to the results,
// and no server is told. Texts become text, never HTML.
(() => {
  const form = document.querySelector(".search-form");
  const field = form.querySelector("input");
  const found = document.querySelector(".search-found");
  const heading = found.querySelector("h2");
  const status = found.querySelector("[role=status]");
  const list = found.querySelector("ol");
  const more = found.querySelector("button");
  const { language, root } = form.dataset;
  const atOnce = 20;

  // Letters that Unicode does not take apart, and Arabic ones that stand for each other.
  const alike = { đ: "d", ł: "l", ø: "o", ı: "i", ß: "ss", æ: "ae", œ: "oe", ة: "ه", ى: "ي", ـ: "" };
  const unlike = new RegExp(`[${Object.keys(alike).join("")}]`, "g");
  const fold = (text) =>
    text
      .toLocaleLowerCase(language)
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670'’ʼ]+/g, "")
      .replace(unlike, (letter) => alike[letter]);

  const foldedWord = /[\p{L}\p{M}\p{N}]+/gu;
  const writtenWord = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
  const withoutSpaces = /[\p{scx=Han}\p{scx=Hira}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
  let segmenter;

  // Each word of a text, and where.
  const wordsOf = (text) => {
    if (!window.Intl?.Segmenter || !withoutSpaces.test(text)) {
      return Array.from(text.matchAll(writtenWord), (each) => [each[0], each.index]);
    }
    segmenter ??= new Intl.Segmenter(language, { granularity: "word" });
    return [...segmenter.segment(text)].filter((each) => each.isWordLike).map((each) => [each.segment, each.index]);
  };
  const foldedWords = (text) =>
    withoutSpaces.test(text) ? wordsOf(text).map(([word]) => fold(word)) : (fold(text).match(foldedWord) ?? []);

  const known = new Set();
  let pages, search;

  const prepare = () => {
    if (search) return;
    pages = coalitionSearchIndex.map(([address, title, parts, lang], id) => {
      const sections = [];
      for (let at = 0; at < parts.length; at += 3) {
        sections.push({ id: parts[at], heading: parts[at + 1], text: parts[at + 2] });
      }
      const all = (name) => sections.map((section) => section[name]).join("\n");
      return { id, address, title, lang, sections, headings: all("heading"), text: all("text") };
    });
    search = new MiniSearch({
      fields: ["title", "headings", "text"],
      tokenize: foldedWords,
      processTerm: (word) => known.add(word) && word,
      searchOptions: { boost: { title: 6, headings: 2 }, tokenize: (text) => text.split(" "), processTerm: (word) => word },
    });
    search.addAll(pages);
  };

  // A page's words in one line, to see whether two stand side by side.
  const lineOf = (page) => (page.line ??= ` ${foldedWords(`${page.title}\n${page.headings}\n${page.text}`).join(" ")} `);

  // The words as written, with two of them as one, and with one as two: "child care" and "childcare".
  const spellings = (words) => {
    const all = [{ words }];
    words.forEach((word, at) => {
      const put = (more, ...others) => [...words.slice(0, at), ...others, ...words.slice(at + more)];
      const joined = word + words[at + 1];
      if (known.has(joined)) all.push({ words: put(2, joined) });
      for (let cut = 3; cut <= Math.min(word.length - 3, 30); cut += 1) {
        const two = [word.slice(0, cut), word.slice(cut)];
        if (two.every((part) => known.has(part))) all.push({ words: put(1, ...two), beside: ` ${two.join(" ")} ` });
      }
    });
    return all;
  };

  const begins = (word, at, all) => word.length > 2 || at === all.length - 1;
  const nearly = (word) => (word.length > 4 ? 0.2 : false);

  // Pages with all words; else pages with nearly all, or some of them.
  const look = (words) => {
    const best = new Map();
    for (const spelling of spellings(words)) {
      const options = { combineWith: "AND", prefix: begins };
      if (spelling.beside) options.filter = ({ id }) => lineOf(pages[id]).includes(spelling.beside);
      for (const each of search.search(spelling.words.join(" "), options)) {
        const before = best.get(each.id);
        const terms = [...each.terms, ...(before?.terms ?? [])];
        best.set(each.id, { id: each.id, score: Math.max(each.score, before?.score ?? 0), terms });
      }
    }
    const exact = [...best.values()].sort((one, other) => other.score - one.score);
    if (exact.length) return { results: exact, said: "found" };
    for (const combineWith of ["AND", "OR"]) {
      const results = search.search(words.join(" "), { combineWith, prefix: begins, fuzzy: nearly });
      if (results.length) return { results, said: "close" };
    }
    return { results: [], said: "none" };
  };

  const element = (name, text, properties) =>
    Object.assign(document.createElement(name), { textContent: text, ...properties });

  // Some words of a text around the first that was found.
  const excerpt = (text, matches) => {
    const words = wordsOf(text);
    const first = words.findIndex(([word]) => matches(word));
    const from = first < 8 ? 0 : first - 6;
    const to = Math.min(from + 32, words.length);
    const line = element("p", from ? "… " : "");
    const put = (written) => line.append(written.replace(/([.!?:;])?\s*\n\s*/g, (_, end) => (end ? `${end} ` : " · ")));
    let at = from ? words[from][1] : 0;
    for (const [word, start] of words.slice(from, to)) {
      put(text.slice(at, start));
      line.append(matches(word) ? element("mark", word) : word);
      at = start + word.length;
    }
    if (to < words.length) line.append(" …");
    else put(text.slice(at));
    return line;
  };

  // The first section that has most of the words.
  const bestSection = (page, matches) => {
    let best = page.sections[0];
    let most = 0;
    for (const section of page.sections) {
      const words = foldedWords(`${section.heading}\n${section.text}`).filter(matches);
      const number = new Set(words).size;
      if (number > most) [best, most] = [section, number];
    }
    return best;
  };

  const folderOf = (address) => {
    const link = document.querySelector(`.search-pages a[href="${CSS.escape(root + address)}"]`);
    return link?.closest(".search-pages__folder").querySelector("h3").textContent;
  };

  const item = ({ id, terms }) => {
    const page = pages[id];
    const matches = (word) => terms.includes(fold(word));
    const section = bestSection(page, matches);
    const anchor = section?.id ? `#${encodeURIComponent(section.id)}` : "";
    const one = document.createElement("li");
    one.append(
      element("a", page.title, { href: `${root}${page.address}${anchor}`, ...(page.lang && { lang: page.lang, dir: "auto" }) }),
      " ",
      element("span", folderOf(page.address), { className: "search-found__folder" }),
    );
    if (section) one.append(excerpt([section.heading, section.text].filter(Boolean).join("\n"), matches));
    return one;
  };

  // In the language's plural form.
  const plural = new Intl.PluralRules(language);
  const say = (forms, number) => {
    const all = JSON.parse(forms);
    return (all[plural.select(number)] ?? all.other).replace("{number}", number);
  };

  let shown = "";
  let rest = [];
  let later;

  const showMore = () => {
    const first = rest.splice(0, atOnce).map(item);
    list.append(...first);
    more.hidden = !rest.length;
    more.textContent = say(more.dataset.more, rest.length);
    return first;
  };

  const show = () => {
    const written = field.value.trim();
    if (written === shown) return;
    shown = written;
    const words = foldedWords(written).slice(0, 12);
    history.replaceState(null, "", words.length ? `#${encodeURIComponent(written)}` : location.pathname);
    list.replaceChildren();
    found.hidden = !words.length;
    clearTimeout(later);
    if (!words.length) return;
    prepare();
    const { results, said } = look(words);
    const number = results.length;
    rest = results;
    showMore();
    // Read out once, when the writing pauses.
    later = setTimeout(() => (status.textContent = say(status.dataset[said], number)), 250);
  };

  // Paste, dictation and programs that fill in fields do not always press keys.
  for (const name of ["input", "change", "keyup", "search", "focus"]) field.addEventListener(name, show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    if (!found.hidden) heading.focus();
  });
  more.addEventListener("click", () => showMore()[0].querySelector("a").focus());

  const read = () => {
    let wanted = location.hash.slice(1);
    try {
      wanted = decodeURIComponent(wanted);
    } catch {
      // Somebody typed a % into the address.
    }
    field.value = wanted;
    show();
    if (!wanted) field.focus();
  };
  addEventListener("hashchange", read);
  read();
  // Before the first word is whole.
  setTimeout(prepare, 100);
})();
