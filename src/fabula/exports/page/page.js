"use strict";
// The page can be read and everyone brought out without this script. It adds: names at once on
// hover and focus, choosing someone by a click on their words, going from place to place, and the search.
(() => {
  const story = document.getElementById("story");
  const tip = document.getElementById("tip");
  const steps = document.querySelector(".steps");
  const place = document.getElementById("place");
  const everyone = document.getElementById("everyone");
  const words = ".q, .m";
  let places = [];
  let at = -1;

  const rankOf = (element) => /(?:^| )c(\d+)/.exec(element.className)?.[1];
  const chosen = () => document.querySelector('input[name="who"]:checked');

  function name(element) {
    // The browser's own box with the title would come late and twice.
    if (element.title) {
      element.dataset.name = element.title;
      element.removeAttribute("title");
    }
    tip.textContent = element.dataset.name;
    tip.hidden = false;
    const box = element.getClientRects()[0];
    if (!box) return;
    const left = Math.min(box.left, innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 6}px`;
  }
  const unname = () => { tip.hidden = true; };

  function choose() {
    const who = chosen();
    document.querySelector(".here")?.classList.remove("here");
    at = -1;
    places = who && who !== everyone ? [...story.querySelectorAll(`.c${who.value}`)] : [];
    steps.hidden = places.length === 0;
    place.textContent = `${places.length} place${places.length === 1 ? "" : "s"}`;
  }

  function go(by) {
    if (places.length === 0) return;
    if (at < 0) {
      const below = places.findIndex((each) => each.getBoundingClientRect().top > 0);
      at = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? places.length : below) - 1;
    } else {
      at += by;
    }
    at = (at + places.length) % places.length;
    document.querySelector(".here")?.classList.remove("here");
    places[at].classList.add("here");
    places[at].scrollIntoView({ block: "center" });
    place.textContent = `${at + 1} of ${places.length}`;
  }

  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\u2019/g, "'");
  const listed = [...document.querySelectorAll(".cast li:not(.everyone)")].map((item) => {
    const names = [...item.querySelectorAll(".name, .also bdi")].map((each) => each.textContent);
    return { item, names: plain([...names, item.dataset.also ?? ""].join(" ")) };
  });
  const folds = [...document.querySelectorAll(".cast details")];
  let open = null; // which of the folds the reader had open before the search

  function search() {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    const searching = words.length > 0;
    let count = 0;
    for (const { item, names } of listed) {
      item.hidden = !words.every((word) => names.includes(word));
      if (!item.hidden) count += 1;
    }
    if (searching) open ??= folds.map((fold) => fold.open);
    folds.forEach((fold, index) => {
      fold.hidden = searching && !fold.querySelector("li:not([hidden])");
      fold.open = searching || (open ? open[index] : fold.open);
    });
    if (!searching) open = null;
    found.textContent = !searching ? "" : count === 0 ? "Nobody is called that." : `${count} of ${listed.length}`;
  }

  if (find) {
    find.parentElement.hidden = false;
    find.addEventListener("input", search);
    find.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        find.value = "";
        search();
      } else if (event.key === "Enter") {
        const first = listed.find(({ item }) => !item.hidden);
        if (!first || !find.value.trim()) return;
        first.item.querySelector("input").checked = true;
        choose();
      } else return;
      event.preventDefault();
    });
  }

  story.addEventListener("pointerover", (event) => {
    const element = event.target.closest(words);
    if (element) name(element); else unname();
  });
  story.addEventListener("pointerleave", unname);
  story.addEventListener("focusin", (event) => {
    if (event.target.matches(words)) name(event.target);
  });
  story.addEventListener("focusout", unname);
  addEventListener("scroll", unname, { passive: true });
  story.addEventListener("click", (event) => {
    const element = event.target.closest(words);
    if (!element || !getSelection().isCollapsed) return;
    const who = document.getElementById(`w${rankOf(element)}`);
    if (!who) return;
    (who.checked ? everyone : who).checked = true;
    choose();
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "who") choose();
  });
  document.getElementById("back").addEventListener("click", () => go(-1));
  document.getElementById("on").addEventListener("click", () => go(1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === find) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "/" && find) {
      event.preventDefault();
      find.focus();
    }
    else if (event.key === "Escape" && everyone) {
      unname();
      everyone.checked = true;
      choose();
    } else if (event.key === "Enter" && event.target.matches(words)) event.target.click();
  });
  choose();
})();
