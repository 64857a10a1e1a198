"use strict";
// The page can be read and everyone brought out without this script. It adds: names at once on
// hover and focus, choosing someone by a click on their words, and going from place to place.
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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "Escape" && everyone) {
      unname();
      everyone.checked = true;
      choose();
    } else if (event.key === "Enter" && event.target.matches(words)) event.target.click();
  });
  choose();
})();
