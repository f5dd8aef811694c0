import { identityOf, type AgentConfig } from "@hyperhive/wire";
import { finding, quoted, type Finding } from "./finding.ts";

const WIDTH = { none: 0, internet: 1, host: 2 } as const;

/** Whom and what the agent reaches: a wider network is high, more recipients are medium, anything new in its environment is high. */
export function judgeReach(before: AgentConfig, after: AgentConfig): readonly Finding[] {
  return [...judgeNetwork(before, after), ...judgeEnv(before, after), ...judgeRecipients(before, after)];
}

function judgeNetwork({ network: before }: AgentConfig, { network: after }: AgentConfig): readonly Finding[] {
  if (before === after) return [];
  return [finding(WIDTH[after] > WIDTH[before] ? "high" : "low", `network: ${before} → ${after}`)];
}

// Names only: values are often secrets.
function judgeEnv({ env: before }: AgentConfig, { env: after }: AgentConfig): readonly Finding[] {
  const added = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  const changed = Object.keys(after).filter((name) => Object.hasOwn(before, name) && before[name] !== after[name]);
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  return [
    ...added.map((name) => finding("high", `env: new ${quoted(name)}`)),
    ...changed.map((name) => finding("high", `env: another value of ${quoted(name)}`)),
    ...gone.map((name) => finding("low", `env: without ${quoted(name)}`)),
  ];
}

function judgeRecipients(before: AgentConfig, after: AgentConfig): readonly Finding[] {
  const [old, now] = [recipients(before), recipients(after)];
  const wider = now === undefined ? old !== undefined : old !== undefined && !now.every((name) => old.includes(name));
  const narrower =
    old === undefined ? now !== undefined : now !== undefined && !old.every((name) => now.includes(name));
  if (!wider && !narrower) return [];
  return [finding(wider ? "medium" : "low", `send_to: ${listed(old)} → ${listed(now)}`)];
}

function recipients({ send_to }: AgentConfig): readonly string[] | undefined {
  return send_to?.map(identityOf);
}

function listed(names: readonly string[] | undefined): string {
  if (names === undefined) return "everyone";
  return names.length === 0 ? "nobody" : quoted(...names);
}
