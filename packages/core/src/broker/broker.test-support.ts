import { join } from "node:path";
import type { AgentName, DashboardEvent } from "@hyperhive/wire";
import { createManualClock } from "../clock.test-support.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import { openStore, type Store } from "../store/store.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { createBroker, type Broker, type BrokerDeps } from "./broker.ts";

const AGENTS = ["manager", "coder", "tester"] as AgentName[];

/** A broker over a real database in a folder of its own, with a clock that stands still. */
export type TestHive = AsyncDisposable & {
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: ReturnType<typeof createManualClock>;
  /** Everything that was published, oldest first. */
  readonly events: readonly DashboardEvent[];
  readonly path: string;
  /** How many transactions were committed. */
  commits(): number;
  /** Drops the broker as a crash would and opens another one on the same file. */
  crash(): void;
};

/** Starts one; `deps` replaces parts of the broker's, `break` makes the transactions of its store fail while it answers true. */
export function startBroker(options: { deps?: Partial<BrokerDeps>; break?: () => boolean } = {}): TestHive {
  const folder = makeTempFolder();
  const path = join(folder.path, "hive.sqlite");
  const clock = createManualClock();
  const hub = createEventHub<DashboardEvent>();
  const events: DashboardEvent[] = [];
  hub.subscribe(({ epoch: _epoch, seq: _seq, ...event }) => events.push(event));
  let commits = 0;
  const open = () => {
    const store = openStore(path);
    const counted: Store = {
      ...store,
      transaction: (work) =>
        store.transaction(() => {
          const result = work();
          if (options.break?.() === true) throw new Error("the disk is full");
          commits += 1;
          return result;
        }),
    };
    const directory = { agents: () => AGENTS };
    const broker = createBroker({ store: counted, clock, hub, directory, resolveFileRefs: () => [], ...options.deps });
    return { store: counted, broker };
  };
  let current = open();
  return {
    get broker() {
      return current.broker;
    },
    get store() {
      return current.store;
    },
    clock,
    events,
    path,
    commits: () => commits,
    crash() {
      current.store.close();
      current = open();
    },
    async [Symbol.asyncDispose]() {
      await current.broker.close();
      current.store.close();
      folder[Symbol.dispose]();
    },
  };
}

/** Sends as the operator and says the id. */
export async function sendTo({ broker }: Pick<TestHive, "broker">, to: string, body = "work"): Promise<number> {
  return (await broker.send({ from: "operator", to, body })).receipts[0]?.id ?? 0;
}

/** Receives without waiting and says the ids. */
export async function recvIds({ broker }: Pick<TestHive, "broker">, recipient: string, max = 32): Promise<number[]> {
  return (await broker.recv(recipient, { max })).messages.map(({ id }) => id);
}
