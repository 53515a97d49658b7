// Loads the page again as soon as the preview shows another version. Only the preview sends this script.
// The new text is put into the page at once; loading it again takes longer, and brings back what scripts do to it.
(() => {
  const { src, dataset } = document.currentScript;
  const seen = dataset.version;
  const later = () => setTimeout(wait, 500);
  async function renew() {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
    } finally {
      setTimeout(() => location.reload(), 50);
    }
  }
  async function wait() {
    try {
      const answer = await fetch(new URL(`wait?version=${seen}`, src));
      const { version } = await answer.json();
      if (String(version) === seen) wait();
      else await renew();
    } catch {
      later();
    }
  }
  wait();
})();
