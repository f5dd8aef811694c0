import type { AgentsTables } from "../agents/agents-tables.ts";
import type { BrokerTables } from "../broker/broker-tables.ts";
import type { OperatorLoginTables } from "../operator-login/operator-login-tables.ts";

/** Every table of the hive's database. */
export type Tables = BrokerTables & AgentsTables & OperatorLoginTables;
