import type { HostClient } from "./host-client.ts";
import { isSafeToRepeat } from "./host-repeats.ts";
import { createVerbClient } from "./socket/create-verb-client.ts";
import type { VerbClientOptions } from "./socket/verb-client.ts";
import { plainCodec } from "./socket/verb-codec.ts";

export type { HostClient } from "./host-client.ts";

/** Makes a client of the host socket that loads no schemas, for commands that must start at once: the core checks the requests, its answers are taken as they come. */
export function createPlainHostClient(options: VerbClientOptions): HostClient {
  return createVerbClient({ codec: plainCodec, isSafeToRepeat }, { retry: "never", ...options });
}
