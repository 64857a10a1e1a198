/** The charts: drawn anew as is asked, a stretch chosen, one person brought out, keys, saved as PNG. */
import { brush } from "./brush";
import { marks } from "./marks";
import { savePng } from "./png";
import { part } from "./server";

class Chart {
  private readonly section: HTMLElement;
  private readonly drawn: HTMLElement;
  private readonly form: HTMLFormElement | null;
  private coming: AbortController | null = null;

  constructor(section: HTMLElement) {
    this.section = section;
    this.drawn = section.querySelector<HTMLElement>(".drawn")!;
    this.form = section.querySelector<HTMLFormElement>("form.switches");
    this.form?.addEventListener("change", () => void this.draw());
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.draw();
    });
    const stretch = section.querySelector<HTMLElement>(".brush");
    if (stretch) brush(stretch, () => void this.draw());
    section.querySelector(".png")?.addEventListener("click", () => {
      const file = section.querySelector<HTMLAnchorElement>("a.svg");
      if (file) void savePng(file.href);
    });
    marks(this.drawn);
  }

  /** Draws a chart that did not come with the page, unless somebody has asked for it already. */
  async come(): Promise<void> {
    if (this.drawn.matches("[data-waiting]") && !this.coming) await this.draw();
  }

  /** The chart as its switches ask for it; only the last that was asked for is shown. */
  private async draw(): Promise<void> {
    this.coming?.abort();
    const own = (this.coming = new AbortController());
    const fields = this.form ? new FormData(this.form) : new FormData();
    const query = `?${new URLSearchParams(fields as unknown as Record<string, string>)}`;
    const path = this.section.dataset.chart!;
    // What waits has nothing to show yet that would fade.
    if (!this.drawn.matches("[data-waiting]")) this.drawn.setAttribute("aria-busy", "true");
    try {
      const words = await part(path + query, own.signal);
      const open = this.drawn.querySelector("details")?.open ?? false;
      this.drawn.innerHTML = words;
      this.drawn.classList.remove("waiting");
      this.drawn.removeAttribute("data-waiting");
      const table = this.drawn.querySelector("details");
      if (table) table.open = open;
      this.section.querySelector("a.svg")?.setAttribute("href", `${path}/file.svg${query}`);
      marks(this.drawn);
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
    } finally {
      if (this.coming === own) this.drawn.removeAttribute("aria-busy");
    }
  }
}

export async function start(): Promise<void> {
  const every = [...document.querySelectorAll<HTMLElement>("[data-chart]")].map((section) => new Chart(section));
  // One after the other from the top: the server draws one at a time, and the first ones are seen first.
  for (const chart of every) await chart.come();
}
