import { useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { errorText } from "../shell/error-text.ts";
import { usePage } from "../shell/page.ts";

/** What was fetched last, whether it is being fetched now, and why the last attempt failed. */
export type Fetched<T> = { readonly data?: T; readonly error?: string; readonly busy: boolean };

/** Something that is read when it is shown, again when `key` changes, and whenever it is asked for again. Old data stays until there is new. */
export function useFetched<T>(
  read: (signal: AbortSignal) => Promise<T>,
  key: string,
): { readonly fetched: ReadonlySignal<Fetched<T>>; again(): void } {
  const page = usePage();
  const fetched = useSignal<Fetched<T>>({ busy: true });
  const round = useSignal(0);
  useEffect(() => {
    const unit = new AbortController();
    const take = (next: Fetched<T>) => {
      if (!unit.signal.aborted) fetched.value = next;
    };
    take({ ...fetched.peek(), busy: true });
    void read(unit.signal).then(
      (data) => take({ data, busy: false }),
      (error: unknown) => {
        if (!unit.signal.aborted) page.noteFailure(error);
        take({ ...fetched.peek(), error: errorText(error), busy: false });
      },
    );
    return () => unit.abort();
  }, [key, round.value]);
  return { fetched, again: () => (round.value += 1) };
}
