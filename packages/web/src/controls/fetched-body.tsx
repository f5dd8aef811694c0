import type { ComponentChildren } from "preact";
import type { Fetched } from "../controls/use-fetched.ts";
import { Icon } from "../controls/icon.tsx";

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
        <div class="alert bad" role="alert">
          <Icon name="warn" />
          <p class="grow">
            <strong>{what} could not be loaded.</strong> <bdi>{error}</bdi>
          </p>
          <button class="btn sm tint bad" type="button" aria-disabled={busy} onClick={() => !busy && again()}>
            try again
          </button>
        </div>
      )}
      {data === undefined ? error === undefined && <p class="muted">loading {what}…</p> : children(data)}
    </>
  );
}
