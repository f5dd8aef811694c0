import type { Logger } from "pino";
import type { AgentRecords } from "../agents/agent-records.ts";
import type { Roster } from "../agents/roster.ts";
import type { Clock } from "../clock.ts";
import type { ConfigRepos } from "../config-repo/config-repos.ts";
import type { CoreConfig } from "../config.ts";
import type { Meta } from "../meta/meta.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { AgentDoors } from "./agent-doors.ts";
import type { Notices } from "./notices.ts";
import type { Transients } from "./transients.ts";

/** What acts on cages and remembers what came of it. */
export type LifecycleParts = {
  readonly config: CoreConfig;
  readonly records: AgentRecords;
  readonly roster: Roster;
  readonly transients: Transients;
  readonly runtime: Runtime;
  readonly repos: ConfigRepos;
  readonly meta: Meta;
  /** Revision of this hyperhive. */
  readonly rev: string;
  readonly doors: AgentDoors;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly log: Logger;
};
