"use strict";

/* The pages are whole without this: it adds search, the example's file, and the map's emphasis. */

const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

/* As the index was made: without accents and case. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

function startSearch(finder) {
  const query = find("#query");
  const filters = findAll("[data-facet]", finder);
  const list = find(".cards");
  const [count, empty, more, clear, pager] = [".count", ".empty", ".more", ".clear", ".pager"].map(
    (selector) => find(selector),
  );
  const written = [...list.children];
  const writtenCount = count.textContent;
  const template = find("#card").content.firstElementChild;
  const step = Number(list.dataset.step);
  const spoken = new Map(
    findAll("#words dt").map((term) => [term.textContent, term.nextElementSibling.textContent]),
  );
  let shown = step;
  let found = [];

  const chosen = () => filters.filter((filter) => filter.value);
  const isIdle = () => !query.value.trim() && !chosen().length;

  function score(agent, wanted) {
    let sum = 0;
    for (const word of wanted) {
      const at = agent.title.indexOf(word);
      if (at === 0) sum += 4;
      else if (at > 0) sum += 2;
      else if (agent.words.includes(` ${word}`)) sum += 1;
      else return 0;
    }
    return sum + 1;
  }

  function search() {
    const wanted = wordsOf(query.value);
    const tests = chosen().map((filter) => [filter.dataset.facet, filter.value]);
    return window.catalogue
      .filter((agent) => tests.every(([name, value]) => [agent[name]].flat().includes(value)))
      .map((agent) => [score(agent, wanted), agent])
      .filter(([points]) => points)
      .sort((one, other) => other[0] - one[0])
      .map(([, agent]) => agent);
  }

  function chip(text, kind) {
    const item = document.createElement("li");
    item.className = kind ? "chip start" : "chip";
    if (kind) {
      const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      icon.setAttribute("class", "icon");
      icon.setAttribute("aria-hidden", "true");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      use.setAttribute("href", `#icon-${kind}`);
      icon.append(use);
      item.append(icon);
    }
    item.append(text);
    return item;
  }

  function fill(element, text) {
    if (text) element.textContent = text;
    else element.remove();
  }

  /* A card is made once: who types on sees much of it again. */
  const cards = new Map();
  function card(agent) {
    if (!cards.has(agent)) cards.set(agent, newCard(agent));
    return cards.get(agent);
  }

  function newCard(agent) {
    const made = template.cloneNode(true);
    const mark = find(".monogram", made);
    mark.textContent = agent.mark;
    mark.classList.add(`hue-${agent.hue}`);
    const link = find("a", made);
    link.textContent = agent.name;
    link.setAttribute("href", finder.dataset.root + agent.href);
    fill(find(".epithet", made), agent.epithet);
    fill(find(".summary", made), agent.text);
    const badge = find(".badge", made);
    if (agent.change) {
      const level = agent.kind === "changed" ? ` · ${spoken.get(agent.change)}` : "";
      badge.classList.add(agent.change);
      badge.textContent = spoken.get(agent.kind) + level;
    } else badge.parentElement.remove();
    find(".chips", made).append(
      ...agent.start.map((kind) => chip(spoken.get(kind), kind)),
      ...agent.service.map((service) => chip(service)),
    );
    return made;
  }

  function render() {
    const idle = isIdle();
    list.replaceChildren(...(idle ? written : found.slice(0, shown).map(card)));
    const total = found.length;
    count.textContent = idle
      ? writtenCount
      : `${total} ${total === 1 ? count.dataset.one : count.dataset.many}`;
    empty.hidden = idle || total > 0;
    more.hidden = idle || total <= shown;
    clear.hidden = idle;
    if (pager) pager.hidden = !idle;
  }

  function remember() {
    const parts = chosen().map((filter) => [filter.dataset.facet, filter.value]);
    if (query.value.trim()) parts.unshift(["q", query.value.trim()]);
    const address = parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    history.replaceState(null, "", address ? `#${address}` : location.pathname);
  }

  function answer() {
    shown = step;
    found = isIdle() ? [] : search();
    render();
  }

  /* The index is asked for only when it is needed: the first page stays small. */
  let whenThere = null;
  function withIndex(work) {
    if (window.catalogue) return work();
    if (whenThere) return void (whenThere = work);
    whenThere = work;
    const script = document.createElement("script");
    script.src = `${finder.dataset.root}assets/search.js`;
    script.addEventListener("load", () => whenThere());
    document.head.append(script);
    return undefined;
  }

  function changed() {
    remember();
    withIndex(answer);
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    query.value = asked.get("q") || "";
    for (const filter of filters) {
      const value = asked.get(filter.dataset.facet) || "";
      filter.value = [...filter.options].some((option) => option.value === value) ? value : "";
    }
    if (!isIdle() || window.catalogue) withIndex(answer);
  }

  query.addEventListener("focus", () => withIndex(() => {}), { once: true });
  query.addEventListener("input", changed);
  filters.forEach((filter) => filter.addEventListener("change", changed));
  more.addEventListener("click", () => {
    const next = shown;
    shown += step;
    render();
    find("a", list.children[next])?.focus();
  });
  clear.addEventListener("click", () => {
    query.value = "";
    for (const filter of filters) filter.value = "";
    changed();
    query.focus();
  });
  window.addEventListener("hashchange", recall);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      query.focus();
    }
  });
  finder.hidden = false;
  recall();
}

function startExample(example, page) {
  const shown = find(".instance pre code");
  const { missing, invalid } = shown.parentElement.dataset;
  const head = page.slice(0, page.indexOf("\nconfig:") + 1);

  const readers = {
    text: (input) => input.value && JSON.stringify(input.value),
    number: (input) => input.value && String(Number(input.value)),
    checkbox: (input) => String(input.checked),
    json: (input) => input.value.trim() && JSON.stringify(JSON.parse(input.value)),
  };

  function line(input) {
    const start = `  ${input.dataset.key}:`;
    input.removeAttribute("aria-invalid");
    try {
      const value = readers[input.dataset.kind](input);
      if (value) return `${start} ${value}\n`;
      return input.required ? `${start}  # ${missing}\n` : "";
    } catch {
      input.setAttribute("aria-invalid", "true");
      return `${start}  # ${invalid}\n`;
    }
  }

  function write() {
    const lines = findAll("[data-key]", example).map(line).join("");
    shown.textContent = `${head}config:${lines ? "" : " {}"}\n${lines}`;
  }

  example.addEventListener("input", write);
  write();
}

function startCopy(button) {
  const words = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(find(".instance pre code").textContent);
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 1500);
  });
}

function startMap(drawing) {
  const curves = findAll("[data-ends]", drawing).map((path) => [path, path.dataset.ends.split(" ")]);
  const boxes = new Map(findAll("[data-box]", drawing).map((box) => [box.dataset.box, box]));

  function emphasise(number) {
    drawing.classList.toggle("has-focus", Boolean(number));
    boxes.forEach((box, own) => box.classList.toggle("on", own === number));
    for (const [path, ends] of curves) {
      const on = ends.includes(number);
      path.classList.toggle("on", on);
      if (on) ends.forEach((end) => boxes.get(end).classList.add("on"));
    }
  }

  boxes.forEach((box, number) => {
    box.addEventListener("pointerenter", () => emphasise(number));
    box.addEventListener("pointerleave", () => emphasise(null));
    box.addEventListener("focusin", () => emphasise(number));
    box.addEventListener("focusout", () => emphasise(null));
  });
}

const starts = [
  [".finder", startSearch],
  [".example", (example) => startExample(example, find(".instance pre code").textContent)],
  [".copy", startCopy],
  [".drawing", startMap],
];
for (const [selector, start] of starts) {
  const element = find(selector);
  if (element) start(element);
}
