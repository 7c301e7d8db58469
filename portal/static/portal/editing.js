// The forms of /cms/: narrows a long list of boxes while one types. Chosen boxes always stay.
(() => {
  const prepare = (list) => {
    if (list.dataset.ready) return;
    list.dataset.ready = "yes";
    const input = document.createElement("input");
    input.type = "search";
    input.className = "ticks-narrow";
    input.setAttribute("aria-label", list.dataset.narrow);
    input.placeholder = list.dataset.narrow;
    input.addEventListener("input", () => {
      const typed = input.value.trim().toLowerCase();
      for (const row of list.children) {
        row.hidden = !row.textContent.toLowerCase().includes(typed) && !row.querySelector("input:checked");
      }
    });
    // Typing here changes nothing that is saved.
    for (const name of ["input", "change", "keydown"]) {
      input.addEventListener(name, (event) => {
        if (event.key === "Enter") event.preventDefault();
        event.stopPropagation();
      });
    }
    list.before(input);
  };
  const all = (root) => root.querySelectorAll?.(".ticks[data-narrow]").forEach(prepare);
  document.addEventListener("DOMContentLoaded", () => {
    all(document);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(all))).observe(
      document.body, { childList: true, subtree: true });
  });
})();
