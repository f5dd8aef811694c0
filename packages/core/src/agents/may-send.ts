import { identityOf } from "@hyperhive/wire";
import type { ConfigReading } from "./agent-facts.ts";

/** Whether an agent may send to an address: to itself always, to everyone unless its configuration lists whom. One whose configuration cannot be read reaches nobody else. */
export function maySend(reading: ConfigReading, from: string, to: string): boolean {
  if (to === from) return true;
  if (!reading.ok) return false;
  const { send_to: allowed } = reading.config;
  return allowed === undefined || allowed.map(identityOf).includes(to);
}
