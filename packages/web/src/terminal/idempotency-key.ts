/** A new key that makes repeating a send safe. */
function newKey(): string {
  // randomUUID is missing where the page is not served over https or from localhost.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Gives the same text the same key until it was sent, so that a send whose answer was lost can be tried again. */
export function createKeyring(): { keyFor(text: string): string; sent(): void } {
  let held: { text: string; key: string } | undefined;
  return {
    keyFor: (text) => {
      if (held?.text !== text) held = { text, key: newKey() };
      return held.key;
    },
    sent: () => {
      held = undefined;
    },
  };
}
