/** A stretch of steps, chosen with two handles or by drawing over them with a pointer. */

export function brush(element: HTMLElement, changed: () => void): void {
  const steps = JSON.parse(element.dataset.steps ?? "[]") as [begins: string, ends: string][];
  const strip = element.querySelector<HTMLElement>(".strip")!;
  const [first, last] = [...element.querySelectorAll<HTMLInputElement>("input[type=range]")] as [HTMLInputElement, HTMLInputElement];
  const told = element.querySelector("output")!;
  const bars = [...element.querySelectorAll(".bars-of-parts rect")];
  let waiting = 0;

  const show = () => {
    const [from, to] = [first.valueAsNumber, last.valueAsNumber];
    const whole = from === 0 && to === steps.length;
    const [begins, ends] = [steps[from]?.[0] ?? "", steps[to - 1]?.[1] ?? ""];
    told.textContent = whole ? "all of it" : begins === ends ? begins : `${begins} to ${ends}`;
    first.setAttribute("aria-valuetext", begins);
    last.setAttribute("aria-valuetext", ends);
    bars.forEach((bar, at) => bar.classList.toggle("within", at >= from && at < to));
  };
  const set = (from: number, to: number) => {
    if (from === first.valueAsNumber && to === last.valueAsNumber) return;
    first.value = String(from);
    last.value = String(to);
    show();
    // Where a pointer draws, only where it rests for a moment is asked for.
    clearTimeout(waiting);
    waiting = window.setTimeout(changed, 60);
  };

  // The handles never pass each other.
  first.addEventListener("input", () => {
    if (first.valueAsNumber >= last.valueAsNumber) first.value = String(last.valueAsNumber - 1);
    show();
  });
  last.addEventListener("input", () => {
    if (last.valueAsNumber <= first.valueAsNumber) last.value = String(first.valueAsNumber + 1);
    show();
  });
  element.querySelector(".all")?.addEventListener("click", () => set(0, steps.length));

  let begun = -1;
  const stepUnder = (event: PointerEvent): number => {
    const box = strip.querySelector("svg")!.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * steps.length);
    return Math.max(0, Math.min(steps.length - 1, at));
  };
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target instanceof HTMLInputElement) return;
    begun = stepUnder(event);
    strip.setPointerCapture(event.pointerId);
    set(begun, begun + 1);
  });
  strip.addEventListener("pointermove", (event) => {
    if (begun < 0) return;
    const at = stepUnder(event);
    set(Math.min(begun, at), Math.max(begun, at) + 1);
  });
  for (const end of ["pointerup", "pointercancel"]) strip.addEventListener(end, () => (begun = -1));
  show();
}
