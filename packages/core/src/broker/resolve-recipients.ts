import { BROADCAST, HiveError, identityOf, OPERATOR } from "@hyperhive/wire";
import { closestNames } from "./closest-names.ts";

/** What decides who gets a message. */
export type Addressing = {
  readonly from: string;
  /** Who exists now, the manager included. */
  readonly agents: readonly string[];
  readonly mayReach: (from: string, to: string) => boolean;
};

/** Turns an address into those who get the message: one, or for `*` every agent that the sender may reach but itself. Throws `unknown_recipient`, `forbidden`. */
export function resolveRecipients(typed: string, { from, agents, mayReach }: Addressing): readonly string[] {
  if (typed === BROADCAST) return agents.filter((name) => name !== from && mayReach(from, name));
  const to = identityOf(typed);
  if (to !== OPERATOR && !agents.includes(to)) throw unknownRecipient(typed, agents);
  if (!mayReach(from, to))
    throw new HiveError(
      "forbidden",
      `\`to\`: ${from} may not send to ${to}; \`send_to\` of its agent.yaml names whom it may reach`,
    );
  return [to];
}

function unknownRecipient(typed: string, agents: readonly string[]): HiveError {
  const known = [OPERATOR, ...agents];
  const close = closestNames(typed, known);
  const advice = close.length === 0 ? `the hive has ${known.join(", ")}` : `did you mean ${close.join(" or ")}?`;
  const expected = `expected an agent of this hive, \`${OPERATOR}\` or \`${BROADCAST}\``;
  return new HiveError("unknown_recipient", `\`to\`: ${expected}, got ${JSON.stringify(typed)}; ${advice}`);
}
