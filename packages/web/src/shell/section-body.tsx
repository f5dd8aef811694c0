import type { ComponentChildren } from "preact";
import { CodedText } from "../controls/coded-text.tsx";
import { FailureAlert } from "../controls/failure-alert.tsx";
import { Icon } from "../controls/icon.tsx";
import type { Shown } from "../store/shown.ts";

type Props<D> = {
  readonly shown: Shown<D>;
  /** What the section shows, such as `the agents`. */
  readonly what: string;
  readonly retry: () => void;
  readonly children: (data: D) => ComponentChildren;
};

/** A section's data, or that it is on its way, or why it is not there: a failed source never looks like an empty one, and a row that could not be read is named. */
export function SectionBody<D>({ shown, what, retry, children }: Props<D>) {
  switch (shown.status) {
    case "shown":
      return (
        <>
          {shown.problems.map(({ row, error }) => (
            <div class="alert bad" role="alert" key={row}>
              <Icon name="warn" />
              <p class="grow">
                <strong>{row} could not be read.</strong> <CodedText text={error} />
              </p>
            </div>
          ))}
          {children(shown.data)}
        </>
      );
    case "loading":
      return <p class="none">loading {what}…</p>;
    case "failed":
      return <FailureAlert title={`${what} could not be loaded.`} error={shown.error} again={retry} />;
  }
}
