import { join } from "node:path";
import type { DashboardEvent } from "@hyperhive/wire";
import type { EventHub } from "./event-hub/event-hub.ts";
import type { HiveBasis } from "./hive-basis.ts";
import { createPush, type Push } from "./push/push.ts";

/** Wires the notifications to browsers; nothing is told before they are started. */
export function wirePush(parts: HiveBasis & { readonly hub: EventHub<DashboardEvent> }): Push {
  const { stateDir, allowedHosts } = parts.config;
  const [host] = allowedHosts;
  // Some push services refuse a subject on this machine itself; a phone reaches the hive by a name of its own.
  const subject = host === undefined ? "mailto:operator@hyperhive.example" : `https://${host}`;
  return createPush({ ...parts, keyFile: join(stateDir, "push-key.json"), subject, network: parts.pushNetwork });
}
