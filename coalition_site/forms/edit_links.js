// Makes links of the places that the workbook names, such as "content/partners/elm-fund.md: listing.consent".
(() => {
  const { place } = document.currentScript.dataset;
  for (const found of document.querySelectorAll(".finding__place, .notice--alert li")) {
    const link = document.createElement("a");
    link.href = `${place}?at=${encodeURIComponent(found.textContent.trim())}`;
    link.append(...found.childNodes);
    found.append(link);
  }
})();
