/** The steps of a proposal's way at which a core may be killed; each is named after what is on disk by then. */
export const APPROVAL_STEPS = [
  "submitting",
  "pinned",
  "pending",
  "approved",
  "approved-tagged",
  "building",
  "building-tagged",
  "prepared",
  "built",
  "written",
  "lowered",
  "raised",
  "deploying",
  "finalized",
  "forwarded",
  "deployed-tagged",
  "deployed",
  "failing",
  "failed-tagged",
  "aborted",
  "failed",
  "denied",
  "denied-tagged",
  "revise",
  "revise-tagged",
] as const;

/** One of them. */
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];
