// Makes links of the places that the workbook names, such as "content/partners/elm-fund.md: listing.consent", and puts
// buttons beside the tasks that they belong to.
(() => {
  const { place, reviews, ask } = document.currentScript.dataset;
  const stale = document.querySelector("section > h2#stale");
  if (stale) {
    const link = Object.assign(document.createElement("a"), { href: reviews, textContent: ask });
    const line = Object.assign(document.createElement("p"), { className: "edit-reviews" });
    line.append(link);
    stale.after(line);
  }
  for (const found of document.querySelectorAll(".finding__place, .notice--alert li")) {
    const link = document.createElement("a");
    link.href = `${place}?at=${encodeURIComponent(found.textContent.trim())}`;
    link.append(...found.childNodes);
    found.append(link);
  }
  const every = document.querySelectorAll("[data-steps] > [data-for]");
  for (const steps of every) {
    const task = document.querySelector(`[data-invite="${steps.dataset.for}"]`);
    const head = every.length === 1 ? document.querySelector(".page-head > .wrap") : null;
    if (task || head) (task ?? head).append(steps.querySelector(".step-buttons"));
  }
  document.querySelector("[data-steps]")?.remove();
})();
