/** Parts of a page that take the server a moment: the page is there at once, and they come after it. */
import { part } from "./server";

export function start(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-load]")) {
    void part(place.dataset.load ?? "").then((words) => {
      place.innerHTML = words;
    });
  }
}
