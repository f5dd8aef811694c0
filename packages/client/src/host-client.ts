import { hostVerbs, type HostVerbs } from "@hyperhive/wire";
import { isSafeToRepeat } from "./host-repeats.ts";
import { createVerbClient } from "./socket/create-verb-client.ts";
import { schemaCodec } from "./socket/schema-codec.ts";
import type { VerbClient, VerbClientOptions } from "./socket/verb-client.ts";

/** A client of the host socket. */
export type HostClient = VerbClient<HostVerbs>;

/** Makes a client of the host socket. A core that is away is reported at once unless `retry` says otherwise. */
export function createHostClient(options: VerbClientOptions): HostClient {
  return createVerbClient({ codec: schemaCodec(hostVerbs), isSafeToRepeat }, { retry: "never", ...options });
}
