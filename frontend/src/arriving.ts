/** Files that are being read: how far each is as it goes on; and a place to drop one. */

interface Progress {
  over: boolean;
  words: string;
  done: number;
  total: number;
}

export function start(): void {
  for (const section of document.querySelectorAll<HTMLElement>("[data-events]")) watch(section);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) dropping(form);
}

function watch(section: HTMLElement): void {
  const stage = section.querySelector<HTMLElement>(".stage");
  const bar = section.querySelector("progress");
  const source = new EventSource(section.dataset.events ?? "");
  source.addEventListener("message", (event) => {
    const now = JSON.parse(event.data as string) as Progress;
    if (stage && stage.textContent !== now.words) stage.textContent = now.words;
    if (bar && now.total > 1) {
      bar.max = now.total;
      bar.value = now.done;
    } else bar?.removeAttribute("value");
    if (!now.over) return;
    source.close();
    location.reload();
  });
  addEventListener("pagehide", () => source.close());
}

function dropping(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  const largest = Number(form.dataset.largest ?? Infinity);
  // A server that refuses what is too large may have hung up before the browser hears why.
  input.addEventListener("change", () => {
    const tooLarge = [...(input.files ?? [])].some((file) => file.size > largest);
    input.setCustomValidity(tooLarge ? `a file may have ${Math.floor(largest / 2 ** 20)} MB` : "");
    if (tooLarge) input.reportValidity();
  });
  const files = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) form.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    form.classList.remove("dropping");
    const given = event.dataTransfer?.files;
    if (!given?.length) return;
    input.files = given;
    input.dispatchEvent(new Event("change"));
    input.scrollIntoView({ block: "center" });
    form.querySelector<HTMLButtonElement>("button")?.focus();
  });
}
