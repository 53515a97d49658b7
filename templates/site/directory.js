// Filters of the partner directory. What is chosen stands in the address behind the #, so that it can be kept and sent
// on, and is never told to a server. Without this script the list is whole and the form is not shown.
(() => {
  const form = document.querySelector("[data-directory-filters]");
  const list = document.getElementById(form.dataset.directoryFilters);
  const cards = [...list.children];
  const choices = [...form.querySelectorAll("select")];
  const count = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const none = document.querySelector(".directory__none");
  const toggle = form.querySelector(".directory__toggle");

  const chosen = () => choices.filter((choice) => choice.value);
  const matches = (card) => chosen().every((choice) => card.dataset[choice.name].split(" ").includes(choice.value));

  const show = () => {
    const shown = cards.filter((card) => {
      card.hidden = !matches(card);
      return !card.hidden;
    }).length;
    none.hidden = shown > 0;
    reset.hidden = chosen().length === 0;
    count.textContent = chosen().length ? count.dataset.some.replace("{shown}", shown) : count.dataset.all;
  };

  const read = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const choice of choices) {
      const value = wanted.get(choice.name) ?? "";
      choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
    }
    show();
    if (chosen().length) toggle.setAttribute("aria-expanded", "true");
  };

  const write = () => {
    const wanted = new URLSearchParams(chosen().map((choice) => [choice.name, choice.value]));
    history.replaceState(null, "", wanted.size ? `#${wanted}` : location.pathname + location.search);
    show();
  };

  const everybody = () => {
    for (const choice of choices) choice.value = "";
    write();
    toggle.setAttribute("aria-expanded", "true");
    choices[0].focus();
  };

  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") === "false"));
  });
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    everybody();
  });
  none.querySelector("button").addEventListener("click", everybody);
  addEventListener("hashchange", read);
  read();
})();
