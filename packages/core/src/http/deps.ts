import type { DashboardEvent, HiveStats } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { AgentFiles } from "../agent-files/agent-files.ts";
import type { Agents } from "../agents/agents.ts";
import type { Approvals } from "../approvals/approvals.ts";
import type { Broker } from "../broker/broker.ts";
import type { Builds } from "../builds/builds.ts";
import type { HiveUpdates } from "../deploy/hive-updates.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { CostToday } from "../hive-stats/cost-today.ts";
import type { LooseEnds } from "../loose-ends/loose-ends.ts";
import type { MetaInputs } from "../meta/meta-inputs.ts";
import type { OperatorLogin } from "../operator-login/operator-login.ts";
import type { Push } from "../push/push.ts";
import type { Questions } from "../questions/questions.ts";
import type { RepoHistories } from "../repo-history/repo-histories.ts";
import type { Tombstones } from "../tombstones/tombstones.ts";

/** What the pages may ask of the agents; every action is the operator's. */
type PageAgents = Pick<
  Agents,
  | "views"
  | "view"
  | "transients"
  | "info"
  | "history"
  | "control"
  | "start"
  | "stop"
  | "restart"
  | "setPaused"
  | "destroy"
  | "purge"
  | "resolve"
>;

/** Everything the HTTP side is made from; it holds no rule of the domain itself. */
export type HttpDeps = {
  readonly agents: PageAgents;
  readonly broker: Pick<Broker, "send" | "recent" | "history" | "search" | "markRead" | "release" | "dismiss">;
  readonly approvals: Pick<Approvals, "pending" | "resolved" | "requestSpawn" | "approve" | "deny" | "revise" | "diff">;
  readonly builds: Pick<Builds, "newest" | "find" | "lines" | "rebuild" | "cancel">;
  readonly updates: Pick<HiveUpdates, "updateInputs" | "updateStale">;
  /** What all agents have cost since midnight, in dollars. */
  readonly cost: Pick<CostToday, "value">;
  /** Figures of the last so many hours (1 to 720). */
  readonly hiveStats: (hours: number) => HiveStats;
  readonly tombstones: Pick<Tombstones, "list">;
  readonly metaInputs: Pick<MetaInputs, "list">;
  readonly questions: Pick<Questions, "openToOperator" | "answer" | "cancel">;
  readonly looseEnds: Pick<LooseEnds, "forAgent">;
  readonly push: Pick<Push, "publicKey" | "subscribe" | "unsubscribe">;
  readonly files: Pick<AgentFiles, "journal" | "config" | "check" | "preview">;
  readonly histories: Pick<RepoHistories, "history" | "change">;
  readonly hub: EventHub<DashboardEvent>;
  readonly login: OperatorLogin;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** Names that a request's Host may have besides the loopback ones. */
  readonly allowedHosts: readonly string[];
  /** Port of the dashboard; names the session cookie, so that two hives on one machine do not log each other out. */
  readonly port: () => number;
  readonly log: Logger;
};
