"use strict";
const novel = document.getElementById("novel");
const type = document.getElementById("type");
const articles = [...document.querySelectorAll("article")];
const sections = [...document.querySelectorAll("section")];

function filter() {
  for (const article of articles)
    article.hidden = (novel.value && article.dataset.novel !== novel.value)
      || (type.value && article.dataset.type !== type.value);
  let total = 0;
  for (const section of sections) {
    const count = section.querySelectorAll("article:not([hidden])").length;
    section.hidden = !count;
    section.querySelector("h2 small").textContent = count;
    document.querySelector(`[data-count="${section.id}"]`).textContent = count;
    total += count;
  }
  document.getElementById("shown").textContent = `${total.toLocaleString("en")} shown`;
}

function visible() {
  return articles.filter((article) => !article.hidden);
}

// Where the reader is: at the article in focus, or else at the first that shows.
function here(list) {
  const focused = list.indexOf(document.activeElement);
  if (focused >= 0) return focused;
  const top = document.querySelector("header").getBoundingClientRect().bottom;
  return list.findIndex((article) => article.getBoundingClientRect().bottom > top) - 1;
}

function go(article) {
  if (!article) return;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "start" });
}

function byCause(step) {
  const list = visible();
  const at = list[Math.max(0, here(list))];
  const shown = sections.filter((section) => !section.hidden);
  const next = shown[shown.indexOf(at && at.parentElement) + step];
  if (next) go(next.querySelector("article:not([hidden])"));
}

novel.addEventListener("change", filter);
type.addEventListener("change", filter);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
  const list = visible();
  const moves = {
    j: () => go(list[here(list) + 1]),
    k: () => go(list[here(list) - 1]),
    J: () => byCause(1),
    K: () => byCause(-1),
    n: () => novel.focus(),
    t: () => type.focus(),
  };
  if (moves[event.key]) {
    event.preventDefault();
    moves[event.key]();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.blur();
});
filter();
