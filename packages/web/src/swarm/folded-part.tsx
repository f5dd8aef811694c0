import type { ComponentChildren } from "preact";
import { Fold } from "../controls/fold.tsx";
import { GlyphLabel } from "../controls/heading.tsx";
import { SectionBody } from "../shell/section-body.tsx";
import type { Shown } from "../store/shown.ts";

type Props<D> = {
  /** Names the part in its address, `#builds`, and whether it is open in this browser. */
  readonly id: string;
  readonly label: string;
  readonly plain: string;
  readonly shown: Shown<D>;
  /** What the part shows, such as `the build queue`. */
  readonly what: string;
  readonly retry: () => void;
  readonly open?: boolean;
  /** What stands beside the label, also while it is folded. */
  readonly count: (data: D) => ComponentChildren;
  readonly children: (data: D) => ComponentChildren;
};

/** A part of the column that is folded while it is quiet. One that failed opens and says so. */
export function FoldedPart<D>({ id, label, plain, shown, what, retry, open = false, count, children }: Props<D>) {
  const failed = shown.status === "failed" || (shown.status === "shown" && shown.problems.length > 0);
  return (
    <Fold
      class="sec"
      summaryClass="head"
      id={id}
      keep={id}
      open={open || failed}
      summary={
        <>
          <h3 aria-label={plain}>
            <GlyphLabel text={label} />
          </h3>
          {shown.status === "shown" && <span class="count clip">{count(shown.data)}</span>}
          {failed && <span class="badge bad">✗ could not be read</span>}
        </>
      }
    >
      {() => (
        <SectionBody shown={shown} what={what} retry={retry}>
          {children}
        </SectionBody>
      )}
    </Fold>
  );
}
