import { hostVerbs, type HostVerbs } from "@hyperhive/wire";
import { createVerbClient } from "./socket/create-verb-client.ts";
import type { VerbClient, VerbClientOptions } from "./socket/verb-client.ts";

/** A client of the host socket. */
export type HostClient = VerbClient<HostVerbs>;

/** Verbs whose second run would do something else than the first. */
const ONCE_ONLY: readonly string[] = ["spawn", "restart", "release", "exec"];

/** Makes a client of the host socket. A core that is away is reported at once unless `retry` says otherwise. */
export function createHostClient(options: VerbClientOptions): HostClient {
  return createVerbClient(hostVerbs, isSafeToRepeat, { retry: "never", ...options });
}

function isSafeToRepeat(cmd: string, input: Record<string, unknown>): boolean {
  if (cmd === "send") return input["key"] !== undefined;
  return !ONCE_ONLY.includes(cmd);
}
