// Looks through the index that stands in this page; nothing is fetched.
"use strict";
(function () {
  const index = JSON.parse(document.getElementById("search-index").textContent);
  const input = document.getElementById("q");
  const section = document.getElementById("search");
  const count = document.getElementById("search-count");
  const results = document.getElementById("search-results");
  const MOST = 60;

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }
  const entries = index.map((one) => ({ one, title: plain(one.t), all: plain(one.t + " " + one.x) }));

  function rank(entry, words) {
    return words.reduce((sum, word) => sum + (entry.title.includes(word) ? 2 : 0), entry.one.k === "Rule" ? 1 : 0);
  }
  function found(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    return entries
      .filter((entry) => words.every((word) => entry.all.includes(word)))
      .map((entry, order) => ({ entry, order, rank: rank(entry, words) }))
      .sort((a, b) => b.rank - a.rank || a.order - b.order)
      .map((hit) => hit.entry.one);
  }
  function item(one) {
    const li = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    link.href = one.u;
    link.textContent = one.t;
    kind.className = "aside";
    kind.textContent = " " + one.k;
    li.append(link, kind);
    return li;
  }
  function show() {
    const hits = found(input.value);
    section.hidden = hits === null;
    if (hits === null) return;
    const more = hits.length > MOST ? ", the first " + MOST + " are shown" : "";
    count.textContent = (hits.length || "Nothing") + (hits.length === 1 ? " entry" : hits.length ? " entries" : "") + " found" + more + ".";
    results.replaceChildren(...hits.slice(0, MOST).map(item));
  }
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", show);
  input.form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
  });
  show();
})();
