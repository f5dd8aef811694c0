import { isDeepStrictEqual } from "node:util";
import type { AgentEvent } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { TurnStop } from "../turn/turn-stop.ts";
import { Agenda, type Job } from "./agenda.ts";
import { Bell } from "./bell.ts";
import { gateVerdict, OPEN_GATE, type GateFacts, type GateVerdict } from "./gate.ts";
import { StateBoard } from "./state-board.ts";

/** The state that the loop and the control stream share: what is to be done, and what stands in the way. */
export class Desk {
  /** Rings when there is a new job or the gate changed. */
  readonly bell = new Bell();
  readonly board: StateBoard;
  readonly #clock: Clock;
  readonly #agenda = new Agenda();
  #gate: GateFacts = OPEN_GATE;
  #running: TurnStop | undefined;

  constructor(clock: Clock, emit: (event: AgentEvent) => void) {
    this.#clock = clock;
    this.board = new StateBoard({ emit, now: () => clock.now(), verdict: () => this.verdict });
  }

  get gate(): GateFacts {
    return this.#gate;
  }

  get verdict(): GateVerdict {
    return gateVerdict(this.#gate, this.#clock.now());
  }

  /** Ends the running turn; undefined when none runs. */
  get running(): TurnStop | undefined {
    return this.#running;
  }

  /** Changes what stands in the way; rings only when something is different. */
  setGate(change: Partial<GateFacts>): void {
    const next = { ...this.#gate, ...change };
    if (isDeepStrictEqual(next, this.#gate)) return;
    this.#gate = next;
    this.board.refresh();
    this.bell.ring();
  }

  add(job: Job): void {
    this.#agenda.add(job);
    this.bell.ring();
  }

  nextJob(): Job | undefined {
    return this.#agenda.next();
  }

  /** Marks a turn as running until the guard is disposed of. */
  begin(stop: TurnStop): Disposable {
    this.#running = stop;
    this.board.setActivity("thinking");
    return {
      [Symbol.dispose]: () => {
        this.#running = undefined;
        this.board.setActivity(undefined);
      },
    };
  }
}
