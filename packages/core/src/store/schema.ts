import type { AgentsTables } from "../agents/agents-tables.ts";
import type { ApprovalsTables } from "../approvals/approvals-tables.ts";
import type { BrokerTables } from "../broker/broker-tables.ts";
import type { BuildsTables } from "../builds/builds-tables.ts";
import type { HiveStatsTables } from "../hive-stats/turn-ledger-tables.ts";
import type { OperatorLoginTables } from "../operator-login/operator-login-tables.ts";
import type { PushTables } from "../push/push-tables.ts";
import type { QuestionsTables } from "../questions/questions-tables.ts";
import type { RemindersTables } from "../reminders/reminders-tables.ts";
import type { RequestKeysTables } from "../request-keys/request-keys-tables.ts";

/** Every table of the hive's database. */
export type Tables = BrokerTables &
  AgentsTables &
  OperatorLoginTables &
  QuestionsTables &
  RemindersTables &
  RequestKeysTables &
  ApprovalsTables &
  PushTables &
  HiveStatsTables &
  BuildsTables;
