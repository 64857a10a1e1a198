/** The panel about a claim: opened by a click or Enter, where it is also put right. */
import { WORK, change, part } from "./server";

const PANEL = document.getElementById("panel") as HTMLElement;
const EDITION = document.body.dataset.edition ?? "";
const TYPING_MS = 150;
const SAVED = "fabula-panel";

let content: HTMLElement;
/** What opened the panel, to which the focus goes back. */
let opener: { element: HTMLElement; about: string } | null = null;
/** What the panel has shown before, to go back to. */
let before: string[] = [];
let asked: AbortController | null = null;

export function start(): void {
  PANEL.innerHTML = '<button type="button" class="close" aria-label="Close">×</button><div class="content"></div>';
  content = PANEL.querySelector(".content") as HTMLElement;
  PANEL.querySelector(".close")?.addEventListener("click", close);
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  document.addEventListener("submit", (event) => void submitted(event));
  PANEL.addEventListener("toggle", (event) => void opened(event.target as HTMLElement), true);
  PANEL.addEventListener("input", (event) => typed(event.target as HTMLElement));
  PANEL.addEventListener("keydown", taken);
  focusable(document.body);
  document.getElementById("story")?.addEventListener("passage", (event) => {
    focusable((event as CustomEvent<HTMLElement>).detail);
  });
  const saved = sessionStorage.getItem(SAVED);
  sessionStorage.removeItem(SAVED);
  if (saved) show(saved);
}

/** Whatever can be asked about can be reached with the keyboard. */
function focusable(root: HTMLElement): void {
  for (const each of root.querySelectorAll<HTMLElement>("[data-about]:not([tabindex]):not(.q):not(.m)")) each.tabIndex = 0;
}

function clicked(event: MouseEvent): void {
  const target = event.target as Element;
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const onward = target.closest<HTMLAnchorElement>("a[data-open]");
  if (onward) {
    event.preventDefault();
    if (!PANEL.contains(onward)) {
      opener = { element: onward, about: "" };
      before = [];
    }
    void load(onward.dataset.open ?? "", onward.href);
    return;
  }
  const cancel = target.closest("[data-cancel]");
  if (cancel && PANEL.contains(cancel)) {
    event.preventDefault();
    back();
    return;
  }
  if (target.closest("a, button, input, select, textarea, summary, label, dialog")) return;
  if (!getSelection()?.isCollapsed) return;
  const about = target.closest<HTMLElement>("[data-about]");
  if (about) open(about);
  else if (!PANEL.hidden && !PANEL.contains(target)) {
    const paragraph = target.closest<HTMLElement>("#story [data-at]");
    if (paragraph) open(paragraph, `place:${paragraph.dataset.at}`);
  }
}

function pressed(event: KeyboardEvent): void {
  if (event.key === "Escape" && !PANEL.hidden && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    close();
  }
  if (event.key !== "Enter") return;
  const target = event.target as HTMLElement;
  if (!target.dataset?.about || target.matches("a, button")) return;
  event.preventDefault();
  open(target);
}

function open(element: HTMLElement, of = element.dataset.about ?? ""): void {
  opener = { element, about: of };
  before = [];
  void load(of);
}

/** Show what there is about something; what was shown is a step back from there. */
async function load(of: string, path = `${WORK}/about?of=${encodeURIComponent(of)}`): Promise<void> {
  const last = content.innerHTML;
  const wasOpen = !PANEL.hidden;
  asked?.abort();
  asked = new AbortController();
  show('<p class="quiet">…</p>');
  try {
    const words = await part(`${path}&edition=${EDITION}`, asked.signal);
    if (wasOpen && opener && opener.about !== of) before.push(last);
    show(words);
    uncover();
  } catch (error) {
    if ((error as Error).name !== "AbortError") show(unreachable());
  }
}

function show(words: string): void {
  content.innerHTML = words;
  PANEL.hidden = false;
  document.documentElement.classList.add("with-panel");
  PANEL.scrollTop = 0;
  (content.querySelector<HTMLElement>("[data-focus]") ?? PANEL).focus({ preventScroll: true });
}

function back(): void {
  const last = before.pop();
  if (last === undefined) close();
  else show(last);
}

function close(): void {
  asked?.abort();
  PANEL.hidden = true;
  document.documentElement.classList.remove("with-panel");
  content.innerHTML = "";
  const was = opener;
  opener = null;
  if (!was) return;
  // the passage may have been drawn anew meanwhile
  const same = was.element.isConnected ? was.element : document.querySelector<HTMLElement>(`[data-about="${was.about}"]`);
  if (!same) return;
  if (same.tabIndex < 0) same.tabIndex = -1;
  same.focus({ preventScroll: true });
}

/** On a phone the panel comes up at the foot: what it is about moves up from under it. */
function uncover(): void {
  const place = opener?.element.getBoundingClientRect();
  const panel = PANEL.getBoundingClientRect();
  if (place && panel.left <= 0 && place.bottom > panel.top - 16) scrollBy({ top: place.bottom - panel.top + 48 });
}

async function submitted(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const outside = !PANEL.contains(form);
  if ((outside && form.dataset.panel === undefined) || form.method !== "post") return;
  event.preventDefault();
  if (PANEL.classList.contains("working")) return;
  const fields = new FormData(form, event.submitter);
  const last = content.innerHTML;
  busy(true);
  try {
    const answer = await change(form.action, form.enctype === "multipart/form-data" ? fields : plain(fields));
    const words = await answer.text();
    if (answer.ok || answer.status === 409) {
      if (outside) opener = { element: (event.submitter as HTMLElement | null) ?? form, about: "" };
      if (!outside && !content.querySelector("[data-cancel]")) before.push(last);
      show(words);
      if (content.querySelector("[data-kept]")) kept(words);
    } else said(words);
  } catch {
    said(unreachable());
  } finally {
    busy(false);
  }
}

/** What was kept shows at once: the reading view fetches its passages anew, other pages are loaded again. */
function kept(words: string): void {
  before = [];
  if (document.getElementById("story")) {
    document.dispatchEvent(new CustomEvent("put-right"));
    const colours = document.querySelector<HTMLLinkElement>('link[href*="colours.css"]');
    if (colours) colours.href = `${colours.href.split("?")[0]}?${Date.now()}`;
  } else {
    sessionStorage.setItem(SAVED, words);
    again();
  }
}

/** The page as it is now; somebody who is one with another now has none any more, and everybody is shown. */
function again(): void {
  const about = /\/(?:people|places)\/(\d+)/.exec(location.pathname)?.[1];
  const still = content.querySelector<HTMLElement>("[data-kept]")?.dataset.kept?.split(" ") ?? [];
  if (about === undefined || still.includes(about)) location.reload();
  else location.assign(`${WORK}/${location.pathname.includes("/people/") ? "people" : "places"}`);
}

/** Without files a form goes as short as it can. */
function plain(fields: FormData): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [name, value] of fields) sent.append(name, String(value));
  return sent;
}

function said(words: string): void {
  content.querySelector(":scope > .said-no")?.remove();
  const message = document.createElement("div");
  message.className = "said-no";
  message.innerHTML = words;
  content.prepend(message);
  if (PANEL.hidden) show(words);
  PANEL.scrollTop = 0;
}

function busy(on: boolean): void {
  PANEL.classList.toggle("working", on);
  PANEL.setAttribute("aria-busy", String(on));
}

function unreachable(): string {
  return '<p class="trouble" role="alert">Fabula does not answer; is fabula open still running?</p>';
}

/** Reasons take a moment to work out, so they are asked for when somebody wants them. */
async function opened(details: HTMLElement): Promise<void> {
  if (!(details instanceof HTMLDetailsElement) || !details.open || !details.dataset.why) return;
  const path = details.dataset.why;
  delete details.dataset.why;
  const answer = await part(`${path}&edition=${EDITION}`).catch(unreachable);
  for (const each of details.querySelectorAll(":scope > :not(summary)")) each.remove();
  details.insertAdjacentHTML("beforeend", answer);
}

/** Enter in the search for somebody takes the first who is called so. */
function taken(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key !== "Enter" || !(target instanceof HTMLInputElement) || !target.dataset.cast) return;
  const first = target.form?.querySelector<HTMLButtonElement>(".found button");
  if (!first) return;
  event.preventDefault();
  first.click();
}

let waiting = 0;

function typed(target: HTMLElement): void {
  if (!(target instanceof HTMLInputElement) || !target.dataset.cast) return;
  const found = target.form?.querySelector<HTMLElement>(".found");
  if (!found) return;
  clearTimeout(waiting);
  const path = target.dataset.cast;
  waiting = window.setTimeout(() => {
    if (!target.value.trim()) {
      found.replaceChildren();
      return;
    }
    const wanted = target.value;
    void part(`${path}?q=${encodeURIComponent(wanted)}`).then((words) => {
      if (target.value === wanted) found.innerHTML = words;
    });
  }, TYPING_MS);
}
