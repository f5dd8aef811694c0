/** Goes to what an address of this page names, also when that is the present address. The parts that hold such things listen for it. */
export function leadTo(url: string): void {
  const { hash } = new URL(url, location.href);
  if (hash === "" || hash === "#") return;
  if (location.hash === hash) globalThis.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}
