import { useSignal } from "@preact/signals";
import { displayName, type ApprovalDiff, type ApprovalView, type DiffBase } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { Icon } from "../controls/icon.tsx";
import { Segments } from "../controls/segments.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { DiffView } from "../diff/diff-view.tsx";
import { WholePage } from "../diff/whole-page.tsx";
import { usePage } from "../shell/page.ts";
import { otherBaseWords, titleOf } from "./approval-words.ts";

type Props = { readonly approval: ApprovalView; readonly usual: DiffBase };

const BASES = [
  { value: "running", text: "running" },
  { value: "approved", text: "last approved" },
  { value: "previous", text: "previous" },
] as const;

/** What a proposal changes against what runs, what was approved last, or the proposal before it. */
export function ApprovalDiffView({ approval, usual }: Props) {
  const base = useSignal<DiffBase>(usual);
  const whole = useSignal(false);
  const { http } = usePage();
  const { id, kind, stage, fetched_sha: sha } = approval;
  const { fetched, again } = useFetched(
    async (signal) => ({ asked: base.value, diff: await http.approvalDiff(id, base.value, { signal }) }),
    `${stage} ${sha} ${base.value}`,
  );
  const { data, error, busy } = fetched.value;
  const failure = error !== undefined && <Failure error={error} again={again} />;
  if (data === undefined) return failure || <p class="none">loading the diff…</p>;
  const { diff, asked } = data;
  const view = (isWhole: boolean) => (
    <DiffView
      text={diff.diff}
      truncated={diff.truncated}
      keep={`approval-diff:${id}`}
      empty={base.value === "running" ? "nothing differs from what runs." : "nothing differs."}
      lead={kind === "apply_commit" && <BaseSwitch base={base.value} choose={(next) => (base.value = next)} />}
      tools={!isWhole && <WideButton id={id} open={() => (whole.value = true)} />}
      notes={<Notes diff={diff} asked={asked} />}
    />
  );
  return (
    <div aria-busy={busy}>
      {failure}
      {view(false)}
      {whole.value && (
        <WholePage
          title={`#${id} ${displayName(approval.agent)}: ${titleOf(approval).title}`}
          closed={() => (whole.value = false)}
        >
          {view(true)}
        </WholePage>
      )}
    </div>
  );
}

function Failure({ error, again }: { error: string; again: () => void }) {
  return (
    <p class="none">
      the diff could not be loaded: {error}{" "}
      <button class="btn sm" type="button" onClick={again}>
        try again
      </button>
    </p>
  );
}

function BaseSwitch({ base, choose }: { base: DiffBase; choose: (base: DiffBase) => void }) {
  return (
    <>
      <span class="lab muted" aria-hidden="true">
        against
      </span>
      <Segments label="compare against" options={BASES} value={base} choose={choose} />
    </>
  );
}

function WideButton({ id, open }: { id: number; open: () => void }) {
  return (
    <button
      class="btn ghost icon sm wide"
      type="button"
      aria-label={`open the diff of ${id} on the whole page`}
      onClick={open}
    >
      <Icon name="wide" />
    </button>
  );
}

function Notes({ diff, asked }: { diff: ApprovalDiff; asked: DiffBase }) {
  const other = otherBaseWords(asked, diff.base);
  const { author, at, message } = diff.commit;
  const [subject = ""] = message.trim().split("\n");
  return (
    <p class="commit muted">
      {other !== undefined && <strong class="other">{other}. </strong>}
      commit by <bdi>{author}</bdi>, <Age at={at} /> ago: <bdi>{subject}</bdi>
    </p>
  );
}
