/** Tells whoever looks into the console why a notification was shown or not; the page itself says nothing of it. */
export function debugNote(text: string): void {
  // oxlint-disable-next-line eslint/no-console
  console.debug(`notifications: ${text}`);
}
