import type { AgentName, ApprovalView, DashboardEvent } from "@hyperhive/wire";
import { hostUid } from "./agents/agent-records.ts";
import { mayReachIn } from "./agents/may-reach.ts";
import type { Roster } from "./agents/roster.ts";
import type { ViewFeed } from "./agents/view-feed.ts";
import { visibleFolders } from "./agents/visible-folders.ts";
import type { Broker } from "./broker/broker.ts";
import type { EventHub } from "./event-hub/event-hub.ts";
import type { HiveBasis } from "./hive-basis.ts";
import { createLooseEnds } from "./loose-ends/loose-ends.ts";
import { createQuestions } from "./questions/questions.ts";
import { createReminders } from "./reminders/reminders.ts";
import type { AgentHome } from "./reminders/write-cage-file.ts";
import type { RequestKeys } from "./request-keys/request-keys.ts";

/** What questions, reminders and loose ends are wired to. */
export type QuestionBasis = HiveBasis & {
  readonly hub: EventHub<DashboardEvent>;
  readonly broker: Broker;
  readonly roster: Roster;
  readonly feed: ViewFeed;
  readonly keys: RequestKeys;
  readonly pendingApprovals: (agent?: AgentName) => readonly ApprovalView[];
};

/** Questions, reminders and loose ends of a hive; nothing is delivered and nothing expires before they are started. */
export type WiredQuestions = ReturnType<typeof wireQuestions>;

/** Wires questions, reminders and what is gathered from them. */
export function wireQuestions(parts: QuestionBasis) {
  const { roster, feed } = parts;
  const directory = { agents: () => roster.names() };
  const questions = createQuestions({ ...parts, directory, mayReach: mayReachIn(roster) });
  const reminders = createReminders({
    ...parts,
    homeOf: (owner) => homeOf(parts, owner),
    onChange: (owner) => void (roster.knows(owner) && feed.touch(owner)),
  });
  const looseEnds = createLooseEnds({ ...parts, questions, reminders });
  return { questions, reminders, looseEnds };
}

function homeOf({ config, roster }: QuestionBasis, owner: string): AgentHome | undefined {
  if (!roster.knows(owner)) return undefined;
  const folders = visibleFolders(config, owner);
  return {
    hostOf(root) {
      const folder = folders.find(({ cage, access }) => cage === root && access === "rw");
      if (folder === undefined) throw new Error(`${owner} has no ${root} that it may write`);
      return folder.host;
    },
    ...(config.asRoot && { uid: hostUid(roster.get(owner).record) }),
  };
}
