import { createAgents, keepDestroyedAgents } from "../agents/agents-migrations.ts";
import { createApprovals } from "../approvals/approvals-migrations.ts";
import { createMessages, dismissMessages } from "../broker/broker-migrations.ts";
import { createHiveStats } from "../hive-stats/hive-stats-migrations.ts";
import { createOperatorLogins } from "../operator-login/operator-login-migrations.ts";
import { createPushSubscriptions } from "../push/push-migrations.ts";
import { createQuestions, keepAnswersLost } from "../questions/questions-migrations.ts";
import { createReminders } from "../reminders/reminders-migrations.ts";
import { createRequestKeys } from "../request-keys/request-keys-migrations.ts";
import type { Migration } from "./migration.ts";

/** Every step of the hive's database, in the order in which it is taken; new ones go to the end and none is ever changed. */
export const hiveMigrations: readonly Migration[] = [
  createMessages,
  createAgents,
  createOperatorLogins,
  createQuestions,
  createReminders,
  createRequestKeys,
  createApprovals,
  keepDestroyedAgents,
  createPushSubscriptions,
  createHiveStats,
  dismissMessages,
  keepAnswersLost,
];
