/** What the reading view shows: everything, dialogue, narration, or the lines of one. */

const SWITCHES: Record<string, string> = { margin: "no-margin", marks: "no-marks", scenes: "no-scenes" };

export function filters(story: HTMLElement): void {
  const root = document.documentElement;
  const show = document.getElementById("show") as HTMLSelectElement;
  const choose = () => {
    const one = /^\d+$/.test(show.value) ? (show.selectedOptions[0]?.dataset.colour ?? "") : "";
    root.classList.toggle("only-dialogue", show.value === "dialogue");
    root.classList.toggle("only-narration", show.value === "narration");
    root.classList.toggle("only-one", one !== "");
    for (const section of story.querySelectorAll<HTMLElement>(".passage")) chosen(section, one);
  };
  show.addEventListener("change", choose);
  story.addEventListener("passage", (event) => {
    const one = /^\d+$/.test(show.value) ? (show.selectedOptions[0]?.dataset.colour ?? "") : "";
    chosen((event as CustomEvent<HTMLElement>).detail, one);
  });
  for (const [id, off] of Object.entries(SWITCHES)) {
    const box = document.getElementById(id) as HTMLInputElement;
    box.addEventListener("change", () => root.classList.toggle(off, !box.checked));
  }
}

function chosen(section: HTMLElement, colour: string): void {
  for (const line of section.querySelectorAll<HTMLElement>(".q")) {
    line.classList.toggle("chosen", colour !== "" && line.classList.contains(colour));
  }
}
