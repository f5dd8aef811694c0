import { displayName, type MetaInput } from "@hyperhive/wire";
import { counted } from "../format/amount.ts";
import { listed } from "../format/listed.ts";

const HIVE = "hyperhive";
const AGENT = "agent-";
const NAMED = 6;

/** The ticks without those whose entry is gone; the same set when all are there. */
export function ticksAmong(ticked: ReadonlySet<string>, inputs: readonly MetaInput[]): ReadonlySet<string> {
  const names = new Set(inputs.map(({ name }) => name));
  return ticked.isSubsetOf(names) ? ticked : ticked.intersection(names);
}

/** The set with the name put in, or taken out if it was there. */
export function toggled(ticked: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return ticked.symmetricDifference(new Set([name]));
}

/** What an update of the ticked entries rebuilds, in words. */
export function rebuiltWords(ticked: ReadonlySet<string>, agents: number): string {
  if (ticked.size === 0) return "tick what should be brought up to date";
  if (ticked.has(HIVE)) return `${HIVE} rebuilds ${agents === 1 ? "the one agent" : `all ${agents} agents`}`;
  const names = [...ticked].map((name) => displayName(name.startsWith(AGENT) ? name.slice(AGENT.length) : name));
  return names.length > NAMED ? `rebuilds ${counted(names.length, "agent")}` : `rebuilds ${listed(names)}`;
}
