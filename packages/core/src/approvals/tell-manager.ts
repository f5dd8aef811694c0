import { cutText, MANAGER, SYSTEM, toAgentName, type HelperEvent } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import type { Approval } from "./approval.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import { statusOf } from "./approval-view.ts";
import { finalTag } from "./tag-names.ts";

// Stays below what a message may hold, however its characters are encoded.
const MAX_NOTE = 8000;

/** Tells the manager in the caller's transaction; a hive without one tells nobody. */
export function tellManager({ agents }: Pick<ApprovalParts, "agents">, event: HelperEvent, mail: Mail): void {
  if (!agents.roster.has(toAgentName(MANAGER))) return;
  mail.post({ from: SYSTEM, to: MANAGER, body: JSON.stringify(event) });
}

/** Tells the manager how an approval ended; `tag` where another than its own tells of it. */
export function tellEnd(
  parts: Pick<ApprovalParts, "agents">,
  approval: Approval & { readonly tag?: string | undefined },
  mail: Mail,
): void {
  const { id, agent, kind, stage, sha, note, tag = finalTag(approval) } = approval;
  const event: HelperEvent = {
    event: "approval_resolved",
    id,
    agent,
    kind,
    status: statusOf(stage),
    ...(sha !== undefined && { sha }),
    ...(tag !== undefined && { tag }),
    ...(note !== undefined && { note: cutText(note, MAX_NOTE) }),
  };
  tellManager(parts, event, mail);
}
