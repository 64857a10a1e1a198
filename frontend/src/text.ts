/** The reading view: only the passages near the screen are in the page. */
import { Virtualizer, measureElement, observeWindowOffset, observeWindowRect, windowScroll } from "@tanstack/virtual-core";
import { filters } from "./filters";
import { keys } from "./keys";
import { part } from "./server";

const LINE_HEIGHT = 31;
const WIDE = 790;
const OVERSCAN = 3;
/** Pixels at the top that the bars may hide. */
const BAR = 110;
/** Passages kept after they have left the screen, so that going back is quick. */
const KEPT = 60;

type Sizes = [start: number, lines: number][];

export class Story {
  private readonly element: HTMLElement;
  private readonly sizes: Sizes;
  private readonly virtualizer: Virtualizer<Window, HTMLElement>;
  private readonly words = new Map<number, string>();
  private readonly asked = new Map<number, Promise<string>>();
  private readonly sections = new Map<number, HTMLElement>();

  constructor(element: HTMLElement) {
    this.element = element;
    this.sizes = JSON.parse(element.dataset.sizes ?? "[]") as Sizes;
    for (const section of element.querySelectorAll<HTMLElement>(".passage")) {
      const index = Number(section.dataset.index);
      this.words.set(index, section.innerHTML);
      this.sections.set(index, section);
    }
    // What came with the page stays as high as it is: an estimate would move it.
    const heights = new Map([...this.sections].map(([index, section]) => [index, section.getBoundingClientRect().height]));
    element.classList.add("virtual");
    const scale = Math.max(1, WIDE / Math.max(element.clientWidth - 40, 200));
    this.virtualizer = new Virtualizer<Window, HTMLElement>({
      count: this.sizes.length,
      getScrollElement: () => window,
      estimateSize: (index) => heights.get(index) ?? Math.round((this.sizes[index]?.[1] ?? 1) * LINE_HEIGHT * (scale > 1.1 ? scale : 1)),
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      scrollToFn: windowScroll,
      measureElement,
      overscan: OVERSCAN,
      scrollMargin: element.offsetTop,
      indexAttribute: "data-index",
      onChange: () => this.draw(),
    });
    this.virtualizer._didMount();
    this.virtualizer._willUpdate();
    this.draw();
  }

  /** The number of the passage around a place. */
  passageAt(offset: number): number {
    let low = 0;
    let high = this.sizes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.sizes[middle]?.[0] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Bring a place onto the screen; the element there, if the page has one. */
  async goTo(offset: number, find: (section: HTMLElement) => HTMLElement | null): Promise<HTMLElement | null> {
    const index = this.passageAt(offset);
    await this.load(index);
    this.virtualizer.scrollToIndex(index, { align: "start" });
    for (let tries = 0; tries < 20; tries++) {
      await new Promise((done) => requestAnimationFrame(done));
      const section = this.sections.get(index);
      const found = section && find(section);
      if (found) {
        found.scrollIntoView({ block: "center" });
        return found;
      }
    }
    return null;
  }

  /** Show what the server says now, as something was put right; everything stays where it is. */
  async refresh(): Promise<void> {
    this.words.clear();
    await Promise.all([...this.sections.keys()].map((index) => this.load(index)));
  }

  /** The paragraph that contains a place, in a passage. */
  static paragraph(section: HTMLElement, offset: number): HTMLElement | null {
    let found: HTMLElement | null = null;
    for (const each of section.querySelectorAll<HTMLElement>("[data-at]")) {
      if (Number(each.dataset.at) > offset) break;
      found = each;
    }
    return found;
  }

  /** Where the paragraphs on the screen begin, and where the one after them does, if the page has it. */
  onScreen(): { first: number; after: number } | null {
    let first: number | null = null;
    let last = 0;
    for (const each of this.element.querySelectorAll<HTMLElement>("[data-at]")) {
      const at = Number(each.dataset.at);
      const box = each.getBoundingClientRect();
      if (box.height > 0 && box.bottom > BAR && box.top < innerHeight) {
        first ??= at;
        last = at;
      } else if (first !== null) return { first, after: at };
    }
    return first === null ? null : { first, after: last };
  }

  private load(index: number): Promise<string> {
    const known = this.words.get(index);
    if (known !== undefined) return Promise.resolve(known);
    let coming = this.asked.get(index);
    if (!coming) {
      coming = part(`${this.element.dataset.url}/${index}`).then((words) => {
        this.words.set(index, words);
        this.asked.delete(index);
        const section = this.sections.get(index);
        if (section) this.fill(section, words);
        return words;
      });
      this.asked.set(index, coming);
    }
    return coming;
  }

  private fill(section: HTMLElement, words: string): void {
    section.innerHTML = words;
    section.classList.remove("waiting");
    section.style.minHeight = "";
    this.element.dispatchEvent(new CustomEvent("passage", { detail: section }));
  }

  private draw(): void {
    const items = this.virtualizer.getVirtualItems();
    const wanted = new Set(items.map((item) => item.index));
    this.element.style.height = `${this.virtualizer.getTotalSize()}px`;
    for (const [index, section] of this.sections) {
      if (wanted.has(index)) continue;
      section.remove();
      this.sections.delete(index);
    }
    for (const item of items) {
      let section = this.sections.get(item.index);
      if (!section) {
        section = this.made(item.index, item.size);
        this.sections.set(item.index, section);
      }
      section.style.transform = `translateY(${item.start - this.virtualizer.options.scrollMargin}px)`;
      if (!section.dataset.measured) {
        section.dataset.measured = "1";
        this.virtualizer.measureElement(section);
      }
    }
    this.forget(wanted);
  }

  private made(index: number, size: number): HTMLElement {
    const section = document.createElement("section");
    section.className = "passage";
    section.dataset.index = String(index);
    const before = [...this.sections.keys()].filter((each) => each > index).sort((a, b) => a - b)[0];
    this.element.insertBefore(section, before === undefined ? null : (this.sections.get(before) ?? null));
    const words = this.words.get(index);
    if (words !== undefined) this.fill(section, words);
    else {
      section.classList.add("waiting");
      section.style.minHeight = `${size}px`;
      void this.load(index);
    }
    return section;
  }

  private forget(wanted: Set<number>): void {
    for (const index of this.words.keys()) {
      if (this.words.size <= KEPT) break;
      if (!wanted.has(index)) this.words.delete(index);
    }
  }
}

export function start(): void {
  const element = document.getElementById("story");
  if (!element) return;
  const story = new Story(element);
  filters(element);
  keys(story, element);
  const chapters = document.querySelector<HTMLSelectElement>(".jump select");
  chapters?.addEventListener("change", () => chapters.form?.requestSubmit());
  document.addEventListener("put-right", () => void story.refresh());
  const at = Number(element.dataset.at ?? "0");
  if (location.hash === "#here") {
    const line = (section: HTMLElement) => Story.paragraph(section, at);
    void story.goTo(at, line).then((found) => found?.classList.add("here"));
  } else if (at > 0) void story.goTo(at, (section) => Story.paragraph(section, at));
}
