import type { StoredChoice } from "../controls/stored-choice.ts";
import type { Page } from "../shell/page.ts";
import type { Decisions } from "../store/decisions.ts";
import type { ApprovalTab } from "./approvals-section.tsx";
import { plainName } from "./decision-desk.ts";

type Place = { readonly decisions: Decisions; readonly page: Page; readonly tab: StoredChoice<ApprovalTab> };

/** Brings a question or an approval, such as `apr-87`, into sight with the focus on it, or says that it is gone. */
export function goToCard(card: string, { decisions, page, tab }: Place): void {
  const isIn = (rows: readonly { readonly id: number }[]) => rows.some(({ id }) => card.endsWith(`-${id}`));
  const isQuestion = card.startsWith("q-");
  const wasDecided = !isQuestion && isIn(decisions.history);
  if (!wasDecided && !isIn(isQuestion ? decisions.questions : decisions.pending))
    return page.say(
      "bad",
      `${plainName(card)} is not here: it has ended${isQuestion ? "" : ", and it is not among the last 30"}`,
    );
  if (!isQuestion) tab.show(wasDecided ? "history" : "pending");
  void whenDrawn(card).then(show);
}

const MAX_WAIT_MS = 10_000;
const HOLD_MS = 10_000;

/** The element of a card; its tab, and the code that draws it, may still be on their way. */
async function whenDrawn(card: string): Promise<HTMLElement | null> {
  return await new Promise((resolve) => {
    const look = () => {
      const element = document.getElementById(card);
      // What is in a hidden tab cannot be scrolled to.
      if (element?.checkVisibility() !== true) return;
      watcher.disconnect();
      resolve(element);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ["hidden"] });
    setTimeout(() => (watcher.disconnect(), resolve(null)), MAX_WAIT_MS);
    look();
  });
}

function show(element: HTMLElement | null): void {
  if (element === null) return;
  const fold = element.querySelector<HTMLDetailsElement>(":scope > details");
  if (fold !== null) fold.open = true;
  element.focus({ preventScroll: true });
  holdInView(element);
}

/** Diffs that arrive above it would push it away: it is held until the reader moves, or 10 s long. */
function holdInView(element: HTMLElement): void {
  const held = new AbortController();
  const watcher = new ResizeObserver(() => element.scrollIntoView({ block: "start" }));
  for (const part of document.querySelectorAll("#decisions > *")) watcher.observe(part);
  held.signal.addEventListener("abort", () => watcher.disconnect());
  for (const event of ["wheel", "pointerdown", "touchstart", "keydown", "hashchange"])
    addEventListener(event, () => held.abort(), { signal: held.signal, passive: true });
  setTimeout(() => held.abort(), HOLD_MS);
}
