import { lazy } from "../controls/lazy.tsx";

/** What a proposal changes; its code and its data come when it is seen. */
export const LazyDiff = lazy(async () => (await import("./approval-diff-view.tsx")).ApprovalDiffView);
