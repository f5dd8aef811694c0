import { BROADCAST, HiveError, MANAGER, MANAGER_CAGE, OPERATOR } from "@hyperhive/wire";
import { closestNames } from "./closest-names.ts";

/** Resolves an address to those who get the message: one name, or every agent but the sender for `*`. Throws `unknown_recipient` naming those that come close. */
export function resolveRecipients(to: string, from: string, agents: readonly string[]): readonly string[] {
  if (to === BROADCAST) return agents.filter((name) => name !== from);
  const address = to === MANAGER_CAGE ? MANAGER : to;
  if (address === OPERATOR || agents.includes(address)) return [address];
  const close = closestNames(address, [OPERATOR, ...agents]);
  const advice = close.length === 0 ? `the hive has ${[OPERATOR, ...agents].join(", ")}` : `did you mean ${close.join(" or ")}?`;
  throw new HiveError("unknown_recipient", `\`to\`: expected operator or an agent of this hive, got ${JSON.stringify(to)}; ${advice}`);
}
