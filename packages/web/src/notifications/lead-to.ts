/** What an address can name, and where to look instead, nearest first, when that is gone. */
const SECTIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^#apr-/, ["approvals", "decisions"]],
  [/^#q-/, ["questions", "decisions"]],
  [/^#msg-/, ["messages"]],
  [/^#agent-/, ["swarm"]],
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
  const sections = SECTIONS.find(([pattern]) => pattern.test(hash))?.[1] ?? [];
  const target = [hash.slice(1), ...sections].map((id) => document.getElementById(id)).find((found) => found !== null);
  if (target === undefined) return;
  target.scrollIntoView({ block: "nearest" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
