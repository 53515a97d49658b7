// Saves what is filled in as one file. Nothing is sent, and nothing is kept in the browser.
(() => {
  const form = document.forms[0];
  const said = document.getElementById("said");
  const day = form.elements["review.day"];
  const two = (number) => String(number).padStart(2, "0");
  const now = new Date();
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    day.value ||= today;
    const fields = {};
    for (const field of form.elements) {
      if (field.name) fields[field.name] = field.type === "checkbox" ? field.checked : field.value;
    }
    const { format, version, partner, language } = form.dataset;
    const file = `review-${partner}-${today}.json`;
    const link = document.createElement("a");
    const text = JSON.stringify({ format, version, partner, language, fields }, null, 2);
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" }));
    link.download = file;
    link.click();
    said.textContent = form.dataset.saved.replace("{file}", file);
  });
  form.querySelector("[data-do=print]").addEventListener("click", () => print());
})();
