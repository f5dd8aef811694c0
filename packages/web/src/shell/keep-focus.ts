/** What can stand in for a control that is gone: the nearest of these that is left. */
const PARTS = "li, article, details, dialog, section, [popover], [role=log], main";

/** When an update takes away what has the focus and nobody else gives it a place, it goes to the part of the page that the lost thing was in, or to its neighbour, so that reading and Tab go on from there. */
export function keepFocus(body: HTMLElement): void {
  let last: HTMLElement | undefined;
  body.addEventListener("focusin", ({ target }) => (last = target instanceof HTMLElement ? target : undefined));
  // Whoever presses beside all controls wants none of them.
  body.addEventListener("pointerdown", () => (last = undefined));
  const watcher = new MutationObserver((changes) => {
    if (last === undefined || document.activeElement !== body) return;
    const lost = last;
    const removal = removalOf(lost, changes);
    // Parts that know better where it goes do it meanwhile.
    if (removal !== undefined) setTimeout(() => document.activeElement === body && focus(heirOf(lost, removal)));
  });
  watcher.observe(body, { childList: true, subtree: true });
}

/** The change that took it from what is still there. */
function removalOf(lost: Node, changes: readonly MutationRecord[]): MutationRecord | undefined {
  const removal = changes.findLast(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
  if (removal === undefined || removal.target.isConnected) return removal;
  return removalOf(removal.target, changes);
}

function heirOf(lost: HTMLElement, { target, removedNodes, nextSibling, previousSibling }: MutationRecord) {
  // It was only moved.
  if (lost.isConnected) return lost;
  const isPart = (node: Node | null) => node instanceof HTMLElement && node.isConnected && node.matches(PARTS);
  const neighbour = [...removedNodes].some((node) => node instanceof HTMLElement && node.matches(PARTS))
    ? [nextSibling, previousSibling].find(isPart)
    : undefined;
  const part = neighbour ?? (target instanceof Element ? target.closest(`.msg, ${PARTS}`) : null);
  return part instanceof HTMLElement ? part : document.querySelector("main");
}

function focus(part: HTMLElement | null): void {
  if (part === null) return;
  if (!part.hasAttribute("tabindex") && !part.matches("button, a, input, textarea, select, summary")) {
    part.tabIndex = -1;
    part.addEventListener("blur", () => part.removeAttribute("tabindex"), { once: true });
  }
  part.focus({ preventScroll: true });
}
