import type { DashboardEvent, MetaInput } from "@hyperhive/wire";
import { inOrder, lockKey, originOf, type HiveLock, type Locked, type LockedName } from "./hive-lock.ts";

const SHOWN_REV = 12;

/** The lock as pages show it: what it is now, and an event for each change. */
export class MetaInputs {
  readonly #publish: (event: DashboardEvent) => void;
  #shown: readonly MetaInput[] = [];

  constructor(publish: (event: DashboardEvent) => void) {
    this.#publish = publish;
  }

  /** hyperhive first, then the agents by name. */
  list(): readonly MetaInput[] {
    return this.#shown;
  }

  /** Takes the lock as it is from now on, and tells it when that is another than before. */
  take(lock: HiveLock): void {
    const inputs = inOrder(lock).map(([name, locked]) => metaInput(name, locked));
    const isSame = JSON.stringify(inputs) === JSON.stringify(this.#shown);
    this.#shown = inputs;
    if (!isSame) this.#publish({ kind: "meta_inputs_changed", meta_inputs: inputs });
  }
}

function metaInput(name: LockedName, { rev, lastModified }: Locked): MetaInput {
  const { original } = originOf(name);
  return {
    name: lockKey(name),
    rev: rev.slice(0, SHOWN_REV),
    last_modified: lastModified * 1000,
    ...(original !== undefined && { url: original.url }),
  };
}
