import type { ComponentChildren } from "preact";
import { FailureAlert } from "./failure-alert.tsx";
import type { Fetched } from "./use-fetched.ts";

type Props<T> = {
  readonly fetched: Fetched<T>;
  /** What it is, such as `the logs of h-coder`. */
  readonly what: string;
  readonly again: () => void;
  readonly children: (data: T) => ComponentChildren;
};

/** What was fetched, and over it why it could not be fetched again. */
export function FetchedBody<T>({ fetched: { data, error, busy }, what, again, children }: Props<T>) {
  return (
    <>
      {error !== undefined && (
        <FailureAlert title={`${what} could not be loaded.`} error={error} again={again} busy={busy} />
      )}
      {data === undefined ? error === undefined && <p class="muted">loading {what}…</p> : children(data)}
    </>
  );
}
