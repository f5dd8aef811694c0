import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import { HiveError, type StreamPosition } from "@hyperhive/wire";
import type { FeedConnection } from "./event-feed-options.ts";
import { createEventFeed } from "./event-feed.ts";
import type { EventSourceLike, SourceMessage } from "./event-source.ts";

type Frame = StreamPosition & { readonly text: string };

/** An EventSource that the test plays the server to. */
class FakeSource implements EventSourceLike {
  readyState = 1;
  closed = false;
  readonly #listeners = new Map<string, (message: SourceMessage) => void>();

  addEventListener(kind: string, listener: (message: SourceMessage) => void): void {
    this.#listeners.set(kind, listener);
  }

  emit(kind: string, lastEventId: string, data: object = {}): void {
    this.#listeners.get(kind)?.({ data: JSON.stringify(data), lastEventId });
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.emit("error", "");
  }

  close(): void {
    this.closed = true;
  }
}

/** A feed with everything around it in the test's hands. */
function setUp() {
  const sources: FakeSource[] = [];
  const shown: string[] = [];
  const connections: FeedConnection[] = [];
  const timers: { fn: () => void; ms: number }[] = [];
  const answers: (StreamPosition | Error)[] = [];
  const feed = createEventFeed<StreamPosition, Frame>({
    url: "/stream",
    kinds: ["said"],
    fetchSnapshot: async () => {
      const answer = answers.shift() ?? new Error("nothing to answer");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onSnapshot: ({ seq }) => shown.push(`snapshot ${seq}`),
    onFrame: ({ text }) => shown.push(text),
    onConnection: (connection) => connections.push(connection),
    eventSource: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    setTimer: (fn, ms) => {
      timers.push({ fn, ms });
      return () => {};
    },
  });
  const source = () => sources.at(-1) ?? assert.fail("no source was opened");
  return { feed, source, sources, shown, connections, timers, answers };
}

test("a feed shows the snapshot, then what came meanwhile, then what comes", async () => {
  const { source, shown, answers, connections } = setUp();
  answers.push({ epoch: "a", seq: 1 });
  source().emit("hello", "a:1");
  source().emit("said", "a:1", { epoch: "a", seq: 1, text: "held already" });
  source().emit("said", "a:2", { epoch: "a", seq: 2, text: "two" });
  await setImmediate();
  source().emit("said", "a:3", { epoch: "a", seq: 3, text: "three" });
  assert.deepEqual(shown, ["snapshot 1", "two", "three"]);
  assert.deepEqual(connections, [{ state: "connecting" }, { state: "live" }]);
});

test("while the browser reconnects the page is told, and replayed frames need no new snapshot", async () => {
  const { source, shown, answers, connections, timers } = setUp();
  answers.push({ epoch: "a", seq: 0 });
  source().emit("hello", "a:0");
  await setImmediate();
  source().fail(0);
  assert.deepEqual(connections.at(-1), { state: "lost" });
  source().emit("said", "a:1", { epoch: "a", seq: 1, text: "one" });
  source().emit("hello", "a:1");
  assert.deepEqual(connections.at(-1), { state: "live" });
  assert.deepEqual(shown, ["snapshot 0", "one"]);
  assert.equal(timers.length, 0);
});

test("a new epoch replaces everything by a new snapshot", async () => {
  const { source, shown, answers } = setUp();
  answers.push({ epoch: "a", seq: 7 }, { epoch: "b", seq: 0 });
  source().emit("hello", "a:7");
  await setImmediate();
  source().emit("resync", "b:0");
  source().emit("hello", "b:0");
  await setImmediate();
  assert.deepEqual(shown, ["snapshot 7", "snapshot 0"]);
});

test("when the browser gives up the feed says why and opens a new source after 2 s", async () => {
  const { source, sources, shown, answers, connections, timers } = setUp();
  answers.push(new HiveError("not_logged_in", "log in again"));
  source().fail(2);
  await setImmediate();
  const told = connections.at(-1);
  assert.ok(told?.state === "lost" && told.reason?.code === "not_logged_in");
  assert.equal(told.retryInMs, 2000);
  answers.push({ epoch: "a", seq: 4 });
  timers.at(-1)?.fn();
  assert.equal(sources.length, 2);
  assert.ok(sources[0]?.closed);
  source().emit("hello", "a:4");
  await setImmediate();
  assert.deepEqual(shown, ["snapshot 4"]);
});

test("a snapshot that fails is told and fetched again, later each time", async () => {
  const { source, shown, answers, connections, timers } = setUp();
  answers.push(new Error("disk"), new HiveError("core_unreachable", "away"), { epoch: "a", seq: 2 });
  source().emit("hello", "a:2");
  await setImmediate();
  timers.at(-1)?.fn();
  await setImmediate();
  assert.deepEqual(
    timers.map(({ ms }) => ms),
    [2000, 4000],
  );
  const told = connections.at(-1);
  assert.ok(told?.state === "lost" && told.reason?.code === "core_unreachable");
  timers.at(-1)?.fn();
  await setImmediate();
  assert.deepEqual(shown, ["snapshot 2"]);
  assert.deepEqual(connections.at(-1), { state: "live" });
});

test("a closed feed calls nobody", async () => {
  const { feed, source, shown, answers, connections } = setUp();
  answers.push({ epoch: "a", seq: 0 });
  source().emit("hello", "a:0");
  feed.close();
  const told = connections.length;
  await setImmediate();
  source().emit("said", "a:1", { epoch: "a", seq: 1, text: "one" });
  source().fail(2);
  assert.deepEqual(shown, []);
  assert.equal(connections.length, told);
  assert.ok(source().closed);
});
