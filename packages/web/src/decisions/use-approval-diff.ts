import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ApprovalDiff, ApprovalView, DiffBase } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import { usePage } from "../shell/page.ts";

/** A diff as far as it is here; what was here before stays while another is fetched. */
export type LoadedDiff = {
  readonly diff?: ApprovalDiff;
  readonly asked?: DiffBase;
  readonly error?: string;
  readonly busy: boolean;
  retry(): void;
};

/** Fetches what an approval changes against a base, anew whenever either changes. */
export function useApprovalDiff(approval: ApprovalView, base: DiffBase): LoadedDiff {
  const page = usePage();
  const state = useSignal<Omit<LoadedDiff, "retry">>({ busy: true });
  const attempt = useSignal(0);
  useEffect(() => {
    const abort = new AbortController();
    state.value = { ...state.peek(), busy: true };
    page.http.approvalDiff(approval.id, base, { signal: abort.signal }).then(
      (diff) => (state.value = { diff, asked: base, busy: false }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        page.noteFailure(error);
        state.value = { busy: false, error: errorText(error) };
      },
    );
    return () => abort.abort();
  }, [approval.id, approval.stage, approval.fetched_sha, base, attempt.value]);
  return { ...state.value, retry: () => (attempt.value += 1) };
}
