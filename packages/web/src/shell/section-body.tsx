import type { StreamPosition } from "@hyperhive/wire";
import type { ComponentChildren } from "preact";
import { Icon } from "../controls/icon.tsx";
import type { Section } from "../store/section.ts";

type Props<D> = {
  readonly section: Section<D, StreamPosition>;
  /** What the section shows, such as `the agents`. */
  readonly what: string;
  readonly retry: () => void;
  readonly children: (data: D) => ComponentChildren;
};

/** A section's data, or that it is on its way, or why it is not there: a failed source never looks like an empty one. */
export function SectionBody<D>({ section, what, retry, children }: Props<D>) {
  switch (section.status) {
    case "ready":
    case "stale":
      return <>{children(section.data)}</>;
    case "loading":
      return <p class="none">loading {what}…</p>;
    case "failed":
      return (
        <div class="alert bad" role="alert">
          <Icon name="warn" />
          <p class="grow">
            <strong>{what} could not be loaded.</strong> {section.error}
          </p>
          <button class="btn sm tint bad" type="button" onClick={retry}>
            try again
          </button>
        </div>
      );
  }
}
