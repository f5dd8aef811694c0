import type { AgentEvent, PushedEvent } from "@hyperhive/wire";

/** What a harness told of itself, in order, each event once. */
export class HeardEvents {
  readonly events: AgentEvent[] = [];
  readonly #storedThrough = new Map<string, number>();

  turns(): Extract<AgentEvent, { kind: "turn_end" }>[] {
    return this.events.filter((event) => event.kind === "turn_end");
  }

  prompts(): string[] {
    return this.events.flatMap((event) => (event.kind === "turn_start" ? [event.prompt] : []));
  }

  notes(): string {
    return this.events.flatMap((event) => (event.kind === "note" ? [event.text] : [])).join("\n");
  }

  states(): string[] {
    return this.events.flatMap((event) => (event.kind === "turn_state_changed" ? [event.state] : []));
  }

  /** Takes in a batch; one whose answer was lost comes again. */
  protected store({ boot_id, events }: { boot_id: string; events: PushedEvent[] }): { stored_through: number } {
    const before = this.#storedThrough.get(boot_id) ?? 0;
    const fresh = events.filter(({ seq }) => seq > before);
    this.events.push(...fresh.map(({ event }) => event));
    const through = fresh.at(-1)?.seq ?? before;
    this.#storedThrough.set(boot_id, through);
    return { stored_through: through };
  }
}
