import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { StreamPosition } from "@hyperhive/wire";
import { initialFeed, reduceFeed, type FeedInput, type FeedState } from "./feed-reducer.ts";

type Frame = StreamPosition & { readonly value: string };
type Snapshot = StreamPosition & { readonly values: readonly string[] };
type Input = FeedInput<Snapshot, Frame>;

/** A server with a log that a restart carries over into a new epoch, and one page that follows it through the reducer. */
class World {
  #epoch = 0;
  #log: Frame[] = [];
  /** What the server holds; survives restarts, as the hive's state does. */
  readonly truth: string[] = [];
  /** What the page shows. */
  shown: string[] = [];
  #state: FeedState<Frame> = initialFeed();
  #wire: Input[] = [];
  #lastSeen: StreamPosition | undefined;
  #fetches: { request: number; served: Snapshot | undefined }[] = [];

  publish(): void {
    const frame = { epoch: this.#epochName(), seq: this.#log.length + 1, value: `${this.#epoch}.${this.#log.length}` };
    this.#log.push(frame);
    this.truth.push(frame.value);
    this.#wire.push({ kind: "frame", frame });
  }

  restart(): void {
    this.#epoch += 1;
    this.#log = [];
    this.reconnect(false);
  }

  /** What was on its way is lost; the server replays it, or says that it cannot. */
  reconnect(canReplay: boolean): void {
    const since = this.#lastSeen;
    const position = { epoch: this.#epochName(), seq: this.#log.length };
    const replayable = canReplay && since?.epoch === position.epoch;
    const missed = replayable ? this.#log.slice(since.seq) : [];
    this.#wire = missed.map((frame) => ({ kind: "frame", frame }));
    if (since !== undefined && !replayable) this.#wire.push({ kind: "resync", position });
    this.#wire.push({ kind: "hello", position });
  }

  /** Sends frames again that may have been seen. */
  repeat(count: number): void {
    const again = this.#log.slice(-count).map((frame): Input => ({ kind: "frame", frame }));
    this.#wire.unshift(...again.filter(() => this.#lastSeen?.epoch === this.#epochName()));
  }

  deliver(): void {
    const input = this.#wire.shift();
    if (input === undefined) return;
    if (input.kind === "frame") this.#see(input.frame);
    if (input.kind === "hello" || input.kind === "resync") this.#see(input.position);
    this.#feed(input);
  }

  /** The server reads its state now; the page hears of it later. */
  serve(): void {
    for (const fetch of this.#fetches) fetch.served ??= this.#snapshot();
  }

  answer(): void {
    const at = this.#fetches.findIndex(({ served }) => served !== undefined);
    const [fetch] = at === -1 ? [] : this.#fetches.splice(at, 1);
    if (fetch?.served === undefined) return;
    this.#feed({ kind: "snapshot", request: fetch.request, snapshot: fetch.served });
  }

  settle(): void {
    this.reconnect(true);
    while (this.#wire.length > 0 || this.#fetches.length > 0) {
      this.deliver();
      this.serve();
      this.answer();
    }
  }

  #see(position: StreamPosition): void {
    this.#lastSeen = { epoch: position.epoch, seq: position.seq };
  }

  #snapshot(): Snapshot {
    return { epoch: this.#epochName(), seq: this.#log.length, values: [...this.truth] };
  }

  #epochName(): string {
    return `e${this.#epoch}`;
  }

  #feed(input: Input): void {
    const { state, effects } = reduceFeed(this.#state, input);
    this.#state = state;
    for (const effect of effects) {
      if (effect.do === "fetch") this.#fetches.push({ request: effect.request, served: undefined });
      if (effect.do === "replace") this.shown = [...effect.snapshot.values];
      if (effect.do === "apply") this.shown.push(effect.frame.value);
    }
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant((world: World) => world.publish()) },
  { weight: 6, arbitrary: fc.constant((world: World) => world.deliver()) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.serve()) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.answer()) },
  { weight: 1, arbitrary: fc.constant((world: World) => world.restart()) },
  { weight: 1, arbitrary: fc.boolean().map((canReplay) => (world: World) => world.reconnect(canReplay)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((count) => (world: World) => world.repeat(count)) },
);

test("whatever is repeated, lost, reconnected or restarted, the page ends with each frame applied once and in order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const world = new World();
      world.reconnect(true);
      for (const run of steps) run(world);
      world.settle();
      assert.deepEqual(world.shown, world.truth);
    }),
    { numRuns: 1000 },
  );
});

test("a frame that the snapshot holds already is dropped, a later one is applied", () => {
  const hello = reduceFeed<Snapshot, Frame>(initialFeed(), { kind: "hello", position: { epoch: "a", seq: 3 } });
  assert.deepEqual(hello.effects, [{ do: "fetch", request: 1 }]);
  const frames = [3, 4].map((seq) => ({ epoch: "a", seq, value: `v${seq}` }));
  const buffered = frames.reduce(
    (state, frame) => reduceFeed<Snapshot, Frame>(state, { kind: "frame", frame }).state,
    hello.state,
  );
  const snapshot = { epoch: "a", seq: 3, values: ["v3"] };
  const { effects } = reduceFeed<Snapshot, Frame>(buffered, { kind: "snapshot", request: 1, snapshot });
  assert.deepEqual(effects, [
    { do: "replace", snapshot },
    { do: "apply", frame: frames[1] },
  ]);
});

test("a snapshot that answers an older request is not shown", () => {
  const first = reduceFeed<Snapshot, Frame>(initialFeed(), { kind: "hello", position: { epoch: "a", seq: 0 } });
  const second = reduceFeed<Snapshot, Frame>(first.state, { kind: "resync", position: { epoch: "a", seq: 9 } });
  const late = reduceFeed<Snapshot, Frame>(second.state, {
    kind: "snapshot",
    request: 1,
    snapshot: { epoch: "a", seq: 0, values: [] },
  });
  assert.deepEqual(late.effects, []);
});

test("a hello that is ahead of what the page holds asks for a new snapshot", () => {
  const live: FeedState<Frame> = { phase: "live", requests: 1, position: { epoch: "a", seq: 5 } };
  const same = reduceFeed<Snapshot, Frame>(live, { kind: "hello", position: { epoch: "a", seq: 5 } });
  assert.deepEqual(same.effects, []);
  const ahead = reduceFeed<Snapshot, Frame>(live, { kind: "hello", position: { epoch: "a", seq: 6 } });
  assert.deepEqual(ahead.effects, [{ do: "fetch", request: 2 }]);
});
