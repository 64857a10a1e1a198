/** The keys of the reading view, and the button that hides what comes after the screen. */
import { WORK, change, value } from "./server";
import { Story } from "./text";

interface Line {
  id: number;
  start: number;
}

export function keys(story: Story, element: HTMLElement): void {
  const help = document.getElementById("keys") as HTMLDialogElement;
  let at: number | null = null;
  let here: HTMLElement | null = null;

  const show = (found: HTMLElement | null) => {
    here?.classList.remove("here");
    here = found;
    here?.classList.add("here");
    here?.focus({ preventScroll: true });
  };
  element.addEventListener("focusin", (event) => {
    const line = (event.target as HTMLElement).closest<HTMLElement>(".q");
    const paragraph = line?.closest<HTMLElement>("[data-at]");
    if (paragraph && line !== here) at = Number(paragraph.dataset.at);
  });

  const from = (step: number): number => at ?? (story.onScreen()?.first ?? 0) - (step > 0 ? 1 : 0);
  const line = async (step: number): Promise<void> => {
    const speaker = (document.getElementById("show") as HTMLSelectElement).value;
    const only = /^\d+$/.test(speaker) ? `&speaker=${speaker}` : "";
    const found = await value<Line | null>(`${element.dataset.url}/line?from=${Math.max(0, from(step))}&step=${step}${only}`);
    if (!found) return;
    at = found.start;
    show(await story.goTo(found.start, (section) => section.querySelector<HTMLElement>(`#q${found.id}`)));
  };
  const scene = async (step: number): Promise<void> => {
    const found = await value<Line | null>(`${element.dataset.url}/scene?from=${Math.max(0, from(step))}&step=${step}`);
    if (!found) return;
    at = found.start;
    show(await story.goTo(found.start, (section) => Story.paragraph(section, found.start)));
  };
  const tell = () => {
    const print = document.getElementById("print") as HTMLAnchorElement | null;
    const shown = story.onScreen();
    if (print && shown) print.href = `${print.pathname}?at=${shown.first}`;
    help.showModal();
  };
  const bound: Record<string, () => void> = {
    j: () => void line(1),
    k: () => void line(-1),
    n: () => void scene(1),
    p: () => void scene(-1),
    "?": tell,
  };
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as HTMLElement).closest("input, select, textarea, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = bound[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
  document.getElementById("help")?.addEventListener("click", tell);
  document.getElementById("hide-rest")?.addEventListener("click", () => {
    const shown = story.onScreen();
    if (!shown) return;
    const next = `${location.pathname}?at=${shown.first}`;
    void change(`${WORK}/until`, { until: `@${shown.after}`, next }).then((answer) => {
      location.assign(answer.url);
    });
  });
}
