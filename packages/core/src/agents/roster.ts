import { agentPort, displayName, HiveError, MANAGER, toAgentName, type AgentName } from "@hyperhive/wire";
import type { AgentFacts } from "./agent-facts.ts";
import type { AgentRecord, AgentRecords, RecordPatch } from "./agent-records.ts";

/** The part of an agent's facts that is not stored. */
export type FactsPatch = Partial<Omit<AgentFacts, "record" | "outlook" | "startedAt" | "deployedSha">> & {
  readonly deployedSha?: string | undefined;
  readonly outlook?: string | undefined;
  readonly startedAt?: number | undefined;
};

/** What the core knows of every agent, in one place; stored parts are on disk when a call returns. */
export class Roster {
  readonly #records: AgentRecords;
  readonly #facts = new Map<AgentName, AgentFacts>();
  readonly #onChange: (name: AgentName) => void;

  constructor(records: AgentRecords, onChange: (name: AgentName) => void) {
    this.#records = records;
    this.#onChange = onChange;
  }

  /** The manager first, then by name. */
  names(): readonly AgentName[] {
    return [...this.#facts.keys()].toSorted(
      (a, b) => Number(b === MANAGER) - Number(a === MANAGER) || (a < b ? -1 : 1),
    );
  }

  has(name: AgentName): boolean {
    return this.#facts.has(name);
  }

  /** Whether a word is the identity of an agent. */
  knows(word: string): word is AgentName {
    return this.#facts.has(word as AgentName);
  }

  /** Throws `unknown_agent`. */
  get(name: AgentName): AgentFacts {
    const facts = this.#facts.get(name);
    if (facts !== undefined) return facts;
    throw unknownAgent(name, this.names());
  }

  /** The agent behind a typed name. Throws `unknown_agent`, also for what could be no name at all. */
  resolve(typed: string): AgentName {
    let name: AgentName;
    try {
      name = toAgentName(typed);
    } catch (cause) {
      throw unknownAgent(typed, this.names(), cause);
    }
    return this.get(name).record.name;
  }

  add(facts: AgentFacts): void {
    this.#facts.set(facts.record.name, facts);
    this.#onChange(facts.record.name);
  }

  remove(name: AgentName): void {
    this.#facts.delete(name);
    this.#records.remove(name);
    this.#onChange(name);
  }

  /** Takes an agent away whose files stay; it can come back under its old number. */
  retire(name: AgentName, at: number): void {
    this.#facts.delete(name);
    this.#records.retire(name, at);
    this.#onChange(name);
  }

  /** Changes what is stored. */
  keep(name: AgentName, patch: RecordPatch): AgentRecord {
    const facts = this.get(name);
    const record = this.#records.update(name, patch);
    this.#set(name, { ...facts, record });
    return record;
  }

  /** Changes what is not stored; `undefined` clears. */
  note(name: AgentName, patch: FactsPatch): void {
    const { outlook, startedAt, deployedSha, ...rest } = { ...this.get(name), ...patch };
    this.#set(name, {
      ...rest,
      ...(deployedSha !== undefined && { deployedSha }),
      ...(outlook !== undefined && { outlook }),
      ...(startedAt !== undefined && { startedAt }),
    });
  }

  #set(name: AgentName, facts: AgentFacts): void {
    this.#facts.set(name, facts);
    this.#onChange(name);
  }
}

/** Refuses a new name whose page port another agent has already. */
export function checkPort(name: AgentName, others: readonly AgentName[]): void {
  const port = agentPort(name);
  const other = others.find((taken) => agentPort(taken) === port);
  if (other === undefined) return;
  throw new HiveError("port_taken", `port ${port} already taken by ${displayName(other)} — rename one of them`);
}

function unknownAgent(typed: string, names: readonly AgentName[], cause?: unknown): HiveError {
  const known = names.join(", ") || "none yet";
  return new HiveError(
    "unknown_agent",
    `no agent is called ${JSON.stringify(typed.slice(0, 80))}; the hive has ${known}`,
    { cause },
  );
}
