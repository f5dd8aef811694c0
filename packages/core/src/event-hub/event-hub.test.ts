import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePosition } from "@hyperhive/wire";
import { createEventHub, type Frame } from "./event-hub.ts";

type Note = { readonly text: string };

test("events are numbered from one and handed to everyone who listens before publish returns", () => {
  const hub = createEventHub<Note>({ epoch: "e" });
  const heard: Frame<Note>[] = [];
  hub.subscribe((frame) => heard.push(frame));
  assert.deepEqual(hub.position(), { epoch: "e", seq: 0 });
  assert.deepEqual(hub.publish({ text: "a" }), { text: "a", epoch: "e", seq: 1 });
  hub.publish({ text: "b" });
  assert.deepEqual(
    heard.map(({ seq, text }) => [seq, text]),
    [
      [1, "a"],
      [2, "b"],
    ],
  );
  assert.deepEqual(hub.position(), { epoch: "e", seq: 2 });
});

test("each hub has an epoch of its own that is fit for an event id", () => {
  const [one, two] = [createEventHub().position(), createEventHub().position()];
  assert.notEqual(one.epoch, two.epoch);
  assert.deepEqual(parsePosition(`${one.epoch}:0`), one);
});

test("who came back hears exactly what it missed", () => {
  const hub = createEventHub<Note>({ epoch: "e" });
  for (const text of ["a", "b", "c"]) hub.publish({ text });
  const texts = (seq: number) => {
    const frames = hub.replay({ epoch: "e", seq });
    return frames === "resync" ? frames : frames.map(({ text }) => text);
  };
  assert.deepEqual(texts(0), ["a", "b", "c"]);
  assert.deepEqual(texts(2), ["c"]);
  assert.deepEqual(texts(3), []);
});

test("what cannot be told asks for a resync: another epoch, a place that is not reached yet, one that is no longer kept", () => {
  const hub = createEventHub<Note>({ epoch: "e", ring: 3 });
  assert.deepEqual(hub.replay({ epoch: "e", seq: 0 }), []);
  assert.equal(hub.replay({ epoch: "x", seq: 0 }), "resync");
  assert.equal(hub.replay({ epoch: "e", seq: 1 }), "resync");
  for (let n = 1; n <= 10; n += 1) hub.publish({ text: String(n) });
  assert.equal(hub.replay({ epoch: "e", seq: 6 }), "resync");
  const kept = hub.replay({ epoch: "e", seq: 7 });
  assert.deepEqual(kept !== "resync" && kept.map(({ seq }) => seq), [8, 9, 10]);
});

test("long events are kept in smaller number, but the newest always is", () => {
  const hub = createEventHub<Note>({ epoch: "e", ringBytes: 10_000 });
  for (let n = 0; n < 10; n += 1) hub.publish({ text: "x".repeat(3000) });
  assert.equal(hub.replay({ epoch: "e", seq: 6 }), "resync");
  assert.notEqual(hub.replay({ epoch: "e", seq: 7 }), "resync");
  hub.publish({ text: "x".repeat(50_000) });
  const newest = hub.replay({ epoch: "e", seq: 10 });
  assert.equal(newest.length, 1);
});

test("a listener that throws stops neither the publisher nor the others", () => {
  const thrown: unknown[] = [];
  const hub = createEventHub<Note>({ onListenerError: (error) => thrown.push(error) });
  const heard: string[] = [];
  const broken = new Error("a closed page");
  hub.subscribe(() => {
    throw broken;
  });
  hub.subscribe(({ text }) => heard.push(text));
  hub.publish({ text: "a" });
  assert.deepEqual(heard, ["a"]);
  assert.deepEqual(thrown, [broken]);
});

test("who stops listening hears no more, also when it stops in the middle; who begins there hears the next", () => {
  const hub = createEventHub<Note>();
  const heard: string[] = [];
  const stop = hub.subscribe(({ text }) => {
    heard.push(`first ${text}`);
    stop();
    hub.subscribe((frame) => heard.push(`late ${frame.text}`));
  });
  hub.publish({ text: "a" });
  hub.publish({ text: "b" });
  assert.deepEqual(heard, ["first a", "late b"]);
});

test("the same function may listen twice and is let go once at a time", () => {
  const hub = createEventHub<Note>();
  let count = 0;
  const hear = () => void (count += 1);
  const stop = hub.subscribe(hear);
  hub.subscribe(hear);
  hub.publish({ text: "a" });
  stop();
  stop();
  hub.publish({ text: "b" });
  assert.equal(count, 3);
});
