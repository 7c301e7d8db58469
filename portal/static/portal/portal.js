// Progressive enhancement only: every page works without this file. No eval, no inline handlers, no styles written.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  root.classList.replace("no-js", "js");

  // --- filters: what htmx swaps keeps its open lists, its message and its focus ---
  let openLists = {};
  let sought = {};
  let messageTimer;

  document.addEventListener("htmx:beforeSwap", () => {
    openLists = {};
    for (const list of document.querySelectorAll("#filters details[id]")) openLists[list.id] = list.open;
    sought = {};
    for (const field of document.querySelectorAll(".facet__search input")) sought[field.id] = field.value;
  });

  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const [id, open] of Object.entries(openLists)) {
      const list = byId(id);
      if (list) list.open = open;
    }
    document.querySelectorAll("#filters .facet[data-search-in]").forEach(searchInFacet);
  });

  // --- a long facet: a field to search in its list, and the whole list in place of its first part ---
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const wholeList = async (facet) => {
    const link = facet.querySelector(".facet__all");
    if (!link) return;
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    const other = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(facet.id);
    if (!other || !link.isConnected) return;
    // What was chosen since the page came stays chosen.
    const chosen = new Set([...facet.querySelectorAll("input:checked")].map((box) => box.id));
    for (const box of other.querySelectorAll("input[type=checkbox]")) box.checked = chosen.has(box.id) || box.checked;
    facet.querySelector(".facet__list").replaceChildren(...other.querySelector(".facet__list").childNodes);
    const keep = other.querySelector("input[name=toon]");
    if (keep) link.before(keep);
    facet.querySelectorAll(".facet__set > p").forEach((text) => text.remove());
    link.remove();
  };

  const sift = (facet, text) => {
    const wanted = fold(text.trim());
    let shown = 0;
    for (const choice of facet.querySelectorAll(".choice")) {
      choice.hidden = !fold(choice.querySelector(".choice__text").textContent).includes(wanted);
      if (!choice.hidden) shown += 1;
    }
    for (const part of facet.querySelectorAll(".facet__part")) {
      part.hidden = !part.nextElementSibling?.querySelector(".choice:not([hidden])");
    }
    return shown;
  };

  const searchInFacet = (facet) => {
    if (facet.querySelector(".facet__search")) return;
    const holder = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const none = document.createElement("p");
    let timer;
    holder.className = "facet__search";
    input.id = `${facet.id}-zoek`;
    input.type = "search";
    input.autocomplete = "off";
    label.htmlFor = input.id;
    label.textContent = `Zoek in ${facet.dataset.searchIn.toLowerCase()}`;
    none.className = "quiet small";
    none.textContent = "Geen keuze met deze letters.";
    none.hidden = true;
    holder.append(label, input, none);
    facet.querySelector(".facet__list").before(holder);
    const tell = () => {
      const shown = sift(facet, input.value);
      none.hidden = shown > 0;
      clearTimeout(timer);
      timer = setTimeout(() => {
        byId("melding").textContent = shown === 1 ? "1 keuze" : `${shown} keuzes`;
      }, 500);
    };
    input.addEventListener("input", async (event) => {
      event.stopPropagation();
      tell();
      try {
        await wholeList(facet);
      } catch {
        return; // the first part of the list can still be searched
      }
      tell();
    });
    // Searching in a list is no question to the site.
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    if (sought[input.id]) {
      input.value = sought[input.id];
      sift(facet, input.value);
    }
  };
  // At the start the page comes first: a field is added when the browser has nothing better to do.
  const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1));
  document.querySelectorAll("#filters .facet[data-search-in]").forEach((facet) => whenIdle(() => searchInFacet(facet)));

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest(".facet__all") : null;
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const facet = link.closest(".facet");
    try {
      await wholeList(facet);
    } catch {
      return location.assign(link.href);
    }
    const field = facet.querySelector(".facet__search input");
    if (field) sift(facet, field.value);
    facet.querySelector(".facet__list").focus();
    byId("melding").textContent = `${facet.querySelectorAll(".choice").length} keuzes`;
  });

  // In a long list an option moves when it is chosen or let go: scroll the list, not the page.
  const keepInView = (element) => {
    const box = element.closest(".facet__scroll");
    if (!box) return;
    const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 2;
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "nuttig") return; // "was this useful?" is no search
    const total = byId("resultaten")?.dataset.total;
    if (total === undefined) return;
    const chosen = Number(byId("resultaten").dataset.chosen);
    const counter = byId("filteraantal");
    if (counter) counter.textContent = chosen ? `(${chosen} actief)` : "";
    keepInView(document.activeElement);
    // One message after the last change, so that a screen reader is not flooded.
    clearTimeout(messageTimer);
    messageTimer = setTimeout(() => {
      byId("melding").textContent = total === "1" ? "1 resultaat gevonden" : `${total} resultaten gevonden`;
    }, 700);
  });

  // --- which result was opened, for the log without persons: it gets a number of the search, a key and a place ---
  const tellOpened = (event) => {
    const link = event.target instanceof Element ? event.target.closest("#resultaten .card__link") : null;
    const results = byId("resultaten");
    if (!link || !results.dataset.search || event.button > 1) return;
    const list = link.closest("ol");
    const item = link.closest("li");
    const told = new FormData();
    told.append("zoek", results.dataset.search);
    told.append("sleutel", link.closest("[aria-labelledby]").getAttribute("aria-labelledby").replace("titel-", ""));
    told.append("plaats", list.start + [...list.children].indexOf(item));
    navigator.sendBeacon("/zoeken/geopend/", told);
  };
  document.addEventListener("click", tellOpened);
  document.addEventListener("auxclick", tellOpened);

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    // A chip that goes away would take the focus with it: the heading of the results gets it.
    if (target?.closest(".chip[data-hx-get]")) {
      const focus = () => byId("resultaten-titel")?.focus({ preventScroll: true });
      document.addEventListener("htmx:afterSettle", focus, { once: true });
    }
    if (target?.closest(".filters__show")) {
      byId("filterpaneel").open = false;
      byId("resultaten-titel")?.focus();
    }
  });

  // --- suggestions: a combobox with a list, as the ARIA practices describe it ---
  const combobox = (holder) => {
    const input = holder.querySelector("input");
    const list = document.createElement("div");
    const choices = () => [...list.querySelectorAll("[role=option]")];
    let timer;
    let request;
    let current = -1;
    list.id = `${input.id}-suggesties`;
    list.className = "combobox__list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggesties");
    holder.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      input.setAttribute(name, value);
    }

    const close = () => {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (index) => {
      const options = choices();
      current = (index + options.length + 1) % (options.length + 1);
      if (current === options.length) current = -1;
      options.forEach((option, position) => option.setAttribute("aria-selected", String(position === current)));
      if (current < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options[current].id);
        options[current].scrollIntoView({ block: "nearest" });
      }
    };

    const show = (suggestions) => {
      list.replaceChildren();
      let group;
      suggestions.forEach((suggestion, index) => {
        if (group?.dataset.name !== suggestion.groep) {
          const heading = document.createElement("span");
          group = document.createElement("div");
          group.dataset.name = suggestion.groep;
          group.className = "combobox__group";
          group.setAttribute("role", "group");
          heading.id = `${list.id}-groep-${index}`;
          heading.className = "combobox__heading";
          heading.setAttribute("role", "presentation");
          heading.textContent = suggestion.groep;
          group.setAttribute("aria-labelledby", heading.id);
          group.append(heading);
          list.append(group);
        }
        const option = document.createElement("div");
        const kind = document.createElement("span");
        option.id = `${list.id}-${index}`;
        option.className = "combobox__option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = suggestion.url;
        option.append(suggestion.titel);
        kind.className = "combobox__kind";
        kind.textContent = suggestion.soort;
        option.append(kind);
        group.append(option);
      });
      current = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = suggestions.length === 0;
      input.setAttribute("aria-expanded", String(suggestions.length > 0));
      const count = suggestions.length === 1 ? "1 suggestie" : `${suggestions.length} suggesties`;
      if (suggestions.length) byId("melding").textContent = `${count}. Kies met de pijltjes.`;
    };

    const ask = async () => {
      const words = input.value.trim();
      request?.abort();
      if (words.length < 2) return close();
      request = new AbortController();
      try {
        const answer = await fetch(`${holder.dataset.suggestions}?q=${encodeURIComponent(words)}`, {
          headers: { Accept: "application/json" }, signal: request.signal,
        });
        if (answer.ok && document.activeElement === input) show((await answer.json()).suggesties ?? []);
      } catch (error) {
        if (error.name !== "AbortError") close(); // without suggestions one can still search
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 180);
    });
    // Leaving the field is no question: only Enter and the button search.
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? current + 1 : current - 1;
        mark(current < 0 && event.key === "ArrowUp" ? choices().length - 1 : step);
      } else if (event.key === "Escape") {
        event.preventDefault(); // the first Escape closes the list, the second empties the field
        close();
      } else if (event.key === "Enter") {
        if (current < 0) return close();
        event.preventDefault();
        location.assign(choices()[current].dataset.url);
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.url);
    });
    input.form?.addEventListener("submit", close);
  };
  document.querySelectorAll(".combobox[data-suggestions]").forEach(combobox);

  // --- forms ---
  document.querySelector("[data-focus-on-load]")?.focus();

  const sent = new WeakSet();
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest?.("form[data-warn-unsaved]")) unsaved = true;
    if (event.target.dataset?.counter !== undefined) count(event.target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (sent.has(form)) event.preventDefault(); // a double click sends once
    else if (!event.defaultPrevented) {
      sent.add(form);
      setTimeout(() => sent.delete(form), 10000); // when the answer never came, or was a download
      unsaved = false;
    }
  });
  // A page that comes back from the history may be sent again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => sent.delete(form)));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  const count = (field) => {
    // A limit without maxlength counts, but cuts off nothing that is pasted.
    const left = (Number(field.dataset.counter) || field.maxLength) - field.value.length;
    const counter = byId(`${field.id}_counter`);
    const characters = Math.abs(left) === 1 ? "teken" : "tekens";
    if (counter) counter.textContent = left < 0 ? `${-left} ${characters} te veel` : `Nog ${left} ${characters}`;
  };
  for (const field of document.querySelectorAll("[data-counter]")) {
    const counter = document.createElement("p");
    counter.id = `${field.id}_counter`;
    counter.className = "field__counter";
    field.after(counter);
    count(field);
  }
})();
