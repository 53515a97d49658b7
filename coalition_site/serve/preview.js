// Loads the page again as soon as the preview shows another version. Only the preview sends this script.
(() => {
  const seen = document.currentScript.dataset.version;
  const later = () => setTimeout(wait, 500);
  async function wait() {
    try {
      const answer = await fetch(`/-/wait?version=${seen}`);
      const { version } = await answer.json();
      if (String(version) === seen) wait();
      else location.reload();
    } catch {
      later();
    }
  }
  wait();
})();
