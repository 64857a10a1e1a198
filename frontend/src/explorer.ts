/** What runs on every page: each feature starts where its elements are. */
document.documentElement.classList.add("scripted");
// On a narrow screen the navigation scrolls sideways: where one is has to be in sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// What stays below the bar on top must know how high it is, which depends on how many lines it takes.
const bar = document.querySelector<HTMLElement>(".top");
if (bar) new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
// On a phone the pages of a work are in one line that scrolls sideways: the one shown is in sight.
const pages = bar?.querySelector<HTMLElement>("nav");
const shown = pages?.querySelector<HTMLElement>("[aria-current]");
if (pages && shown) pages.scrollLeft = shown.offsetLeft - pages.offsetLeft - (pages.clientWidth - shown.offsetWidth) / 2;

// A slash looks something up, from every page of a work.
document.addEventListener("keydown", (event) => {
  const work = document.body.dataset.work;
  const typing = (event.target as Element).closest("input, select, textarea, dialog[open]");
  if (event.key !== "/" || !work || typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  event.preventDefault();
  const words = document.querySelector<HTMLInputElement>("form[role=search] input[type=search]");
  if (words) words.focus();
  else location.assign(`${work}/search`);
});

if (document.getElementById("story")) void import("./text").then((text) => text.start());
if (document.getElementById("panel")) void import("./panel").then((panel) => panel.start());
if (document.getElementById("review")) void import("./review").then((review) => review.start());
if (document.querySelector("[data-events], [data-drop]")) void import("./arriving").then((arriving) => arriving.start());
if (document.querySelector("[data-load]")) void import("./loading").then((loading) => loading.start());
if (document.querySelector("[data-chart]")) void import("./charts").then((charts) => charts.start());
