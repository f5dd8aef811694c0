import type { Page } from "playwright-core";

/** How many times slower the browser and the played core are than they could be: 1, or what `HYPERHIVE_SLOW` says, so that a test that bets on time loses here and not on a busy machine. */
const SLOWNESS = Number(process.env["HYPERHIVE_SLOW"] ?? 1);

/** Gives a tab less of the processor. */
export async function slowPage(page: Page): Promise<void> {
  if (SLOWNESS === 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWNESS });
}

/** Resolves at once, or after a time that nobody can foresee. */
export async function slowAnswer(): Promise<void> {
  if (SLOWNESS > 1) await new Promise((done) => setTimeout(done, Math.random() * 60 * SLOWNESS));
}

/** Calls back at once, or later in the order of the calls. */
export function slowFrame(send: () => void): void {
  if (SLOWNESS === 1) send();
  else setTimeout(send, 20 * SLOWNESS);
}
