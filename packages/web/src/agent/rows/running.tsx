import { useTicking } from "../../clock/use-ticking.ts";
import { Icon } from "../../controls/icon.tsx";
import { exactSpan } from "../../format/span.ts";

/** Something that is under way since Unix milliseconds, ticking. */
export function Running({ since }: { since: number }) {
  return (
    <span class="state busy running">
      <Icon name="think" class="turning" />
      {useTicking((now) => exactSpan((now - since) / 1000), [since])}
    </span>
  );
}
