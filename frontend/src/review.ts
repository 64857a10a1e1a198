/** A round of review: a key is an answer, and the next question takes the place of the last. */
import { change } from "./server";

export function start(): void {
  const section = document.getElementById("review") as HTMLElement;
  const asking = document.getElementById("asking") as HTMLElement;
  let busy = false;
  show();

  section.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form, event.submitter);
    const sent = new URLSearchParams();
    for (const [name, value] of fields) sent.append(name, String(value));
    busy = true;
    section.classList.add("working");
    section.setAttribute("aria-busy", "true");
    change(form.action, sent)
      .then((answer) => answer.text())
      .then((words) => {
        asking.innerHTML = words;
        show();
      })
      .catch(() => location.reload())
      .finally(() => {
        busy = false;
        section.classList.remove("working");
        section.setAttribute("aria-busy", "false");
      });
  });
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as HTMLElement).closest("input, select, textarea, dialog[open]");
    if (typing || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const found = asking.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`);
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  /** What is asked about is on the screen, in the midst of what stands around it. */
  function show(): void {
    const about = document.getElementById("asked-about");
    const around = about?.closest<HTMLElement>(".around");
    if (about && around) around.scrollTop = about.offsetTop - around.clientHeight / 3;
  }
}
