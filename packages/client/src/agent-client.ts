import { agentVerbs, type AgentVerbs } from "@hyperhive/wire";
import { createVerbClient } from "./socket/create-verb-client.ts";
import { schemaCodec } from "./socket/schema-codec.ts";
import type { VerbClient, VerbClientOptions } from "./socket/verb-client.ts";

/** A client of an agent's own socket, or of the manager's. */
export type AgentClient = VerbClient<AgentVerbs>;

/** Makes a client of an agent's socket. A core that is away is waited for, 60 s unless told otherwise; every verb but a `send` without a key is sent again when its answer is lost. */
export function createAgentClient(options: VerbClientOptions): AgentClient {
  return createVerbClient({ codec: schemaCodec(agentVerbs), isSafeToRepeat }, { retry: "budget", ...options });
}

function isSafeToRepeat(cmd: string, input: Record<string, unknown>): boolean {
  return cmd !== "send" || input["key"] !== undefined;
}
