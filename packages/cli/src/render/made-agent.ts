import type { ApprovalView } from "@hyperhive/wire";

/** What approving does about an agent that is not in the hive, as in `creates coder`; nothing when it is there. */
export function madeAgent({ agent, makes }: Pick<ApprovalView, "agent" | "makes">): string | undefined {
  switch (makes) {
    case "new":
      return `creates ${agent}`;
    case "back":
      return `brings ${agent} back`;
    case undefined:
    default:
      return undefined;
  }
}
