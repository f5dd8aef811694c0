import { messageOf } from "@hyperhive/wire";
import { metaDir, type HiveRoots } from "../agents/agent-paths.ts";
import type { Clock } from "../clock.ts";
import type { Sha } from "../git/git-objects.ts";
import { KeyedMutex } from "../keyed-mutex.ts";
import { changeLock, formatLock, parseLock, type HiveLock, type LockChange } from "./hive-lock.ts";
import { MetaRepo } from "./meta-repo.ts";

/** What the record says is deployed. */
export type LockReading = {
  readonly inputs: HiveLock;
  /** Why nothing could be read. */
  readonly warning?: string;
};

/** A change that is written but not committed, and nobody else can make one before it has ended. Disposing of it aborts it unless it was finalized. */
export type Prepared = AsyncDisposable & {
  /** Commits it and resolves to the commit; one that changes nothing makes none. When it fails, the change is still there to be aborted. */
  finalize(message: string): Promise<Sha>;
  /** Takes it back. */
  abort(): Promise<void>;
};

/** The record of which revision of each agent is deployed: a lock file in a git repository whose log holds successes only. */
export class Meta {
  readonly #repo: MetaRepo;
  readonly #clock: Pick<Clock, "now">;
  readonly #onChange: (lock: HiveLock) => void;
  readonly #mutex = new KeyedMutex();

  /** `onChange` hears the lock when it was opened and whenever a change of it was committed; it must not throw. */
  constructor(repo: MetaRepo, clock: Pick<Clock, "now">, onChange: (lock: HiveLock) => void) {
    this.#repo = repo;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Makes the repository if it is not there, and takes back a change that a killed core had prepared. Before anything else. */
  async open(): Promise<void> {
    using _held = await this.#mutex.hold("lock");
    await this.#repo.open(formatLock(new Map()));
    this.#onChange((await this.lock()).inputs);
  }

  /** The committed lock. A listing goes on without it: one that is missing or damaged is empty, with a warning. */
  async lock(): Promise<LockReading> {
    try {
      const text = await this.#repo.read();
      if (text === undefined) return { inputs: new Map(), warning: "hive.lock.json is missing in meta" };
      return { inputs: parseLock(text) };
    } catch (thrown) {
      const reason = messageOf(thrown);
      return { inputs: new Map(), warning: `hive.lock.json in meta cannot be read: ${reason}` };
    }
  }

  /** Waits for other changes to end and writes this one, not committed yet. A damaged lock is begun anew. */
  async prepare(change: LockChange): Promise<Prepared> {
    await using undo = new AsyncDisposableStack();
    undo.use(await this.#mutex.hold("lock"));
    const { inputs } = await this.lock();
    undo.defer(() => this.#repo.restore());
    const changed = changeLock(inputs, change, Math.floor(this.#clock.now() / 1000));
    await this.#repo.write(formatLock(changed));
    return this.#prepared(changed, undo.move());
  }

  /** Prepares and finalizes in one. */
  async record(change: LockChange, message: string): Promise<Sha> {
    await using prepared = await this.prepare(change);
    return await prepared.finalize(message);
  }

  #prepared(changed: HiveLock, undo: AsyncDisposableStack): Prepared {
    const abort = () => undo.disposeAsync();
    const finalize = async (message: string) => {
      if (undo.disposed) throw new Error("the change of the lock has ended already");
      const sha = await this.#repo.commit(message);
      this.#onChange(changed);
      await abort();
      return sha;
    };
    return { finalize, abort, [Symbol.asyncDispose]: abort };
  }
}

/** What a record is made from. */
export type MetaOptions = {
  readonly roots: HiveRoots;
  readonly clock: Pick<Clock, "now">;
  /** Hears the lock when it was opened and whenever a change of it was committed; it must not throw. */
  readonly onChange?: (lock: HiveLock) => void;
};

/** The record below a state directory; `open` comes first. */
export function createMeta({ roots, clock, onChange = () => undefined }: MetaOptions): Meta {
  return new Meta(new MetaRepo(metaDir(roots)), clock, onChange);
}
