import type { AgentRecord } from "../agents/agent-records.ts";
import type { AgentName } from "@hyperhive/wire";

/** What an agent and its page are reached by: its sockets and its port. */
export interface AgentDoors {
  /** Opens them; the sockets are there when it resolves. */
  open(record: AgentRecord): Promise<void>;
  /** Closes them; none open is no error. */
  close(name: AgentName): Promise<void>;
}
