/** When the focus is in a card that is about to go, it moves to the next card, or else to the decisions, instead of getting lost. Cards are named by the ids of their elements. */
export function moveFocusFrom(gone: readonly string[]): void {
  const card = document.activeElement?.closest(".ask, .apr");
  if (card === null || card === undefined || !gone.includes(card.id)) return;
  const others = [...document.querySelectorAll<HTMLElement>(".ask, .apr")].filter(({ id }) => !gone.includes(id));
  const next =
    others.find((other) => card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) ?? others.at(-1);
  setTimeout(() => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const target = next?.isConnected === true ? next : document.getElementById("decisions");
    target?.focus({ preventScroll: true });
  });
}
