import assert from "node:assert/strict";
import { test } from "node:test";
import { flowAt, withNewer, withOlder } from "./flow-page.ts";
import { flowOf, isBehind, MAX_ROWS, reduceFlow } from "./flow.ts";
import { refreshed } from "./refreshed-flow.ts";
import { sampleMessage } from "./sample.ts";

const stretch = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => sampleMessage(from + index));
const span = ({ messages }: { messages: readonly { id: number }[] }) => [messages[0]?.id, messages.at(-1)?.id];
const flow = { ...flowOf(stretch(801, 1000), true), follows: false };

test("an older page comes before the rows, and says whether there is more", () => {
  const older = withOlder(flow, { messages: stretch(601, 800), more: true });
  assert.deepEqual([...span(older), older.more, isBehind(older)], [601, 1000, true, false]);
  assert.equal(withOlder(flow, { messages: [], more: false }).more, false);
});

test("rows do not grow without end: who reads far back lets go of the newest, and gets them again", () => {
  let far = flow;
  for (let first = 801; first > 1; first -= 200)
    far = withOlder(far, { messages: stretch(first - 200, first - 1), more: first > 201 });
  far = withOlder(far, { messages: stretch(-199, 0), more: false });
  assert.deepEqual([far.messages.length, ...span(far), isBehind(far)], [MAX_ROWS, -199, 800, true]);
  const back = withNewer(far, { messages: stretch(791, 990), more: true });
  assert.deepEqual([...span(back), back.more, isBehind(back)], [-9, 990, true, true]);
  const end = withNewer(back, { messages: stretch(900, 1000), more: true });
  assert.deepEqual([...span(end), isBehind(end), end.newest], [1, 1000, false, 1000]);
});

test("what comes while the reader is elsewhere and much is held stays out, is counted once, and its fate changes nothing", () => {
  const full = { ...flowOf(stretch(1, MAX_ROWS), true), follows: false };
  const event = { kind: "sent", message: sampleMessage(1001) } as const;
  const twice = reduceFlow(reduceFlow(full, event), event);
  assert.deepEqual([...span(twice), twice.newest, twice.total, isBehind(twice)], [1, 1000, 1001, 1001, true]);
  const fate = { kind: "acked", id: 1001, from: "coder", to: "tester", at: 1, attempts: 1 } as const;
  assert.equal(reduceFlow(twice, fate), twice);
});

test("another stretch replaces the rows; what is newest stays known", () => {
  const there = flowAt(flow, { messages: stretch(1, 200), more: false });
  assert.deepEqual([...span(there), there.newest, isBehind(there)], [1, 200, 1000, true]);
});

test("a new snapshot is shown to who follows, and leaves the rows of a reader where they meet or lie elsewhere", () => {
  const page = { messages: stretch(901, 1100), more: true };
  const following = refreshed({ ...flow, follows: true }, page);
  assert.deepEqual([...span(following), following.total], [901, 1100, 300]);
  assert.deepEqual(span(refreshed(flow, page)), [801, 1100]);
  const elsewhere = refreshed({ ...flow, messages: stretch(1, 200) }, page);
  assert.deepEqual([...span(elsewhere), elsewhere.newest, isBehind(elsewhere)], [1, 200, 1100, true]);
  assert.deepEqual(span(refreshed(undefined, page)), [901, 1100]);
});
