import type { Signal } from "@preact/signals";
import { displayName, OPERATOR, type ApprovalView } from "@hyperhive/wire";
import { useRef } from "preact/hooks";
import { ActionButton } from "../controls/action-button.tsx";
import { lazy } from "../controls/lazy.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";
import { approvedWords, approveWords } from "./approval-words.ts";
import type { DecisionDesk, ReasonDraft } from "./decision-desk.ts";

const ReasonForm = lazy(async () => (await import("./reason-form.tsx")).ReasonForm);

type Props = { readonly approval: ApprovalView; readonly desk: DecisionDesk; readonly hint: string | undefined };

/** The decision: approve, send back with a reason, deny; reasons are written in place. */
export function ApprovalActions({ approval, desk, hint }: Props) {
  const { http } = usePage();
  const { id } = approval;
  const draft = desk.reasonFor(id);
  const bar = useRef<HTMLDivElement>(null);
  const close = () => {
    bar.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
    draft.value = { words: draft.value.words };
  };
  return (
    <div class="afoot">
      <div class="main" ref={bar}>
        <ActionButton
          class="fill go"
          run={() => desk.decide(`apr-${id}`, () => http.approve(id))}
          done={approvedWords(approval)}
        >
          <Leet text="◆ APPR0VE" plain={approveWords(approval)} />
        </ActionButton>
        {approval.requested_by !== OPERATOR && (
          <ReasonButton id={id} opens="revise" draft={draft}>
            <Leet text="R3V1S3" plain={`ask ${displayName(approval.requested_by)} for a revision of ${id}`} />
          </ReasonButton>
        )}
        <ReasonButton id={id} opens="deny" draft={draft} class="no">
          <Leet text="DENY" plain={`deny ${id}`} />
        </ReasonButton>
        {hint !== undefined && <span class="muted push hint">{hint}</span>}
      </div>
      {draft.value.open !== undefined && (
        <div id={`why-${id}`}>
          <ReasonForm key={draft.value.open} approval={approval} desk={desk} verdict={draft.value.open} close={close} />
        </div>
      )}
    </div>
  );
}

type ButtonProps = {
  readonly id: number;
  readonly opens: "deny" | "revise";
  readonly draft: Signal<ReasonDraft>;
  readonly class?: string;
  readonly children: preact.ComponentChildren;
};

function ReasonButton({ id, opens, draft, class: extra = "", children }: ButtonProps) {
  const page = usePage();
  const isOpen = draft.value.open === opens;
  const lost = page.link.value.state === "lost";
  return (
    <button
      class={`btn ${extra}`}
      type="button"
      aria-disabled={lost}
      aria-expanded={isOpen}
      aria-controls={isOpen ? `why-${id}` : undefined}
      onClick={() => {
        if (isOpen) draft.value = { words: draft.value.words };
        else if (!lost) draft.value = { words: draft.value.words, open: opens };
      }}
    >
      {children}
    </button>
  );
}
