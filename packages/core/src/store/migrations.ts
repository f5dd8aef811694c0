import { createAgents } from "../agents/agents-migrations.ts";
import { createMessages } from "../broker/broker-migrations.ts";
import { createOperatorLogins } from "../operator-login/operator-login-migrations.ts";
import type { Migration } from "./migration.ts";

/** Every step of the hive's database, in the order in which it is taken; new ones go to the end and none is ever changed. */
export const hiveMigrations: readonly Migration[] = [createMessages, createAgents, createOperatorLogins];
