/** Those who wait for messages, first come first served per recipient. */
export type WaitingRoom = {
  /** Waits for `wake` of the recipient, the time-out or the signal, whichever is first. */
  wait(recipient: string, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<"woken" | "over">;
  /** Wakes the one who waits longest. */
  wake(recipient: string): void;
  /** Ends every wait. */
  close(): void;
};

type Timer = (callback: () => void, ms: number) => Disposable;

/** Makes an empty one. */
export function createWaitingRoom(setTimer: Timer): WaitingRoom {
  const rows = new Map<string, Set<(how: "woken" | "over") => void>>();
  return {
    wait(recipient, { timeoutMs, signal }) {
      return new Promise((resolve) => {
        const row = rows.get(recipient) ?? new Set();
        rows.set(recipient, row);
        const settle = (how: "woken" | "over") => {
          row.delete(settle);
          if (row.size === 0 && rows.get(recipient) === row) rows.delete(recipient);
          timer[Symbol.dispose]();
          signal?.removeEventListener("abort", over);
          resolve(how);
        };
        const over = () => settle("over");
        const timer = setTimer(over, timeoutMs);
        row.add(settle);
        signal?.addEventListener("abort", over);
        if (signal?.aborted === true) over();
      });
    },
    wake(recipient) {
      const [first] = rows.get(recipient) ?? [];
      first?.("woken");
    },
    close() {
      for (const row of [...rows.values()]) for (const settle of [...row]) settle("over");
    },
  };
}
