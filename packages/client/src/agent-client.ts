import { agentVerbs, type AgentVerbs } from "@hyperhive/wire";
import { createVerbClient } from "./socket/create-verb-client.ts";
import { schemaCodec } from "./socket/schema-codec.ts";
import type { VerbClient, VerbClientOptions } from "./socket/verb-client.ts";

/** A client of an agent's own socket, or of the manager's. */
export type AgentClient = VerbClient<AgentVerbs>;

/** Makes a client of an agent's socket. A core that is away is waited for, 60 s unless told otherwise; a verb whose answer is lost is sent again, one that stores something new only if it has a key. */
export function createAgentClient(options: VerbClientOptions): AgentClient {
  return createVerbClient({ codec: schemaCodec(agentVerbs), isSafeToRepeat }, { retry: "budget", ...options });
}

/** Verbs that store something new each time unless they carry a key. */
const KEYED: readonly string[] = [
  "send",
  "ask",
  "remind",
  "request_apply_commit",
  "request_init_config",
  "request_spawn",
];

function isSafeToRepeat(cmd: string, input: Record<string, unknown>): boolean {
  return !KEYED.includes(cmd) || input["key"] !== undefined;
}
