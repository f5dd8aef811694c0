/** What an address can name, and where to look instead when that is gone. Questions and approvals are led to by their own column. */
const SECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^#msg-/, "messages"],
  [/^#agent-/, "swarm"],
];

/** Brings what an address of this page names into sight and focus: the thing itself, or the section it would be in. */
export function leadTo(url: string): void {
  const { hash } = new URL(url, location.href);
  if (hash === "" || hash === "#") return;
  if (location.hash === hash) globalThis.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
  // A part that opens itself on the change of the address is drawn by then.
  requestAnimationFrame(() => reveal(hash));
}

/** Whether the address names one thing that the page may not have drawn yet. */
export function namesThing(hash: string): boolean {
  return SECTIONS.some(([pattern]) => pattern.test(hash));
}

function reveal(hash: string): void {
  const section = SECTIONS.find(([pattern]) => pattern.test(hash))?.[1];
  if (section === undefined) return;
  const target = document.getElementById(hash.slice(1)) ?? document.getElementById(section);
  if (target === null) return;
  target.scrollIntoView({ block: "nearest" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
