/** The marks of a chart: one person brought out under the pointer, and arrow keys from mark to mark. */

const WAYS: Record<string, [x: number, y: number]> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

export function marks(drawn: HTMLElement): void {
  const picture = drawn.querySelector<SVGSVGElement>("svg.picture");
  if (!picture) return;
  const links = [...picture.querySelectorAll<SVGAElement>("a")];
  // A chart is one stop of the Tab key; the arrow keys go on inside it.
  const first = links.find((link) => !link.matches(".edge")) ?? links[0];
  for (const link of links) link.setAttribute("tabindex", link === first ? "0" : "-1");
  picture.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    const from = document.activeElement;
    if (!way || event.altKey || event.ctrlKey || event.metaKey || !(from instanceof SVGAElement)) return;
    const next = nearest(links, from, way);
    event.preventDefault();
    if (!next) return;
    for (const link of links) link.setAttribute("tabindex", link === next ? "0" : "-1");
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  for (const [type, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]] as const) {
    picture.addEventListener(type, (event) => bringOut(picture, on ? event.target : null));
  }
}

/** The mark that is nearest in a direction; what lies aside counts as farther away. */
function nearest(links: SVGAElement[], from: SVGAElement, [x, y]: [number, number]): SVGAElement | null {
  const own = middle(from);
  let best: SVGAElement | null = null;
  let least = Infinity;
  for (const link of links) {
    if (link === from) continue;
    const other = middle(link);
    const ahead = (other[0] - own[0]) * x + (other[1] - own[1]) * y;
    const aside = Math.abs((other[0] - own[0]) * y) + Math.abs((other[1] - own[1]) * x);
    const far = ahead + 3 * aside;
    if (ahead > 1 && far < least) [best, least] = [link, far];
  }
  return best;
}

function middle(link: SVGAElement): [number, number] {
  const box = link.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function bringOut(picture: SVGSVGElement, target: EventTarget | null): void {
  const person = target instanceof Element ? target.closest("[data-person]")?.getAttribute("data-person") : null;
  picture.classList.toggle("some", Boolean(person));
  if (!person) return;
  const linked = new Set([person]);
  for (const edge of picture.querySelectorAll("[data-one]")) {
    const ends = [edge.getAttribute("data-one")!, edge.getAttribute("data-other")!];
    const own = ends.includes(person);
    edge.classList.toggle("chosen", own);
    if (own) ends.forEach((end) => linked.add(end));
  }
  for (const each of picture.querySelectorAll("[data-person]")) {
    each.classList.toggle("chosen", linked.has(each.getAttribute("data-person")!));
  }
}
