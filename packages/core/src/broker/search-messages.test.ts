import assert from "node:assert/strict";
import { test } from "node:test";
import { startBroker, type TestHive } from "./broker.test-support.ts";
import { createMessageStore } from "./message-store.ts";

const FILLER = "the agent has looked at the tests and found nothing new. ".repeat(9);

/** Stores messages as an earlier core has, ids from 1 on. */
function fill({ store }: TestHive, bodies: Iterable<string>): void {
  const messages = createMessageStore(store);
  const rest = { in_reply_to: null, chain_id: "c", hops: 0, file_refs: null, note: null } as const;
  store.transaction(() => {
    for (const body of bodies)
      messages.insert({ sender: "coder", recipient: "tester", body, sent_at: 1, state: "queued", ...rest });
  });
}

function* repeat(count: number, body: string): Generator<string> {
  for (let n = 1; n <= count; n += 1) yield `${body}#${n}`;
}

async function search(hive: TestHive, query: string, before?: number) {
  const { messages, next } = await hive.broker.search(query, { before });
  return { ids: messages.map(({ id }) => id), next };
}

test("a word is found in body, sender and recipient, and the whole message is handed back, newest first", async () => {
  await using hive = startBroker();
  await hive.broker.send({ from: "operator", to: "coder", body: "about the tester" });
  await hive.broker.send({ from: "coder", to: "tester", body: "Over To You" });
  await hive.broker.send({ from: "tester", to: "operator", body: "done" });
  assert.deepEqual(await search(hive, "TESTER"), { ids: [3, 2, 1], next: undefined });
  assert.deepEqual(await search(hive, "coder over"), { ids: [2], next: undefined });
  assert.deepEqual(await search(hive, '"coder tester"'), { ids: [], next: undefined }, "no phrase over two fields");
  assert.deepEqual((await hive.broker.search("done")).messages, hive.broker.history(1));
});

test("at most 50 come at once, and `next` goes on exactly where they end", async () => {
  await using hive = startBroker();
  fill(hive, repeat(120, "word "));
  const first = await search(hive, "word");
  assert.deepEqual([first.ids.length, first.ids[0], first.next], [50, 120, 71]);
  const second = await search(hive, "word", first.next);
  assert.deepEqual([second.ids.length, second.ids[0], second.next], [50, 70, 21]);
  const third = await search(hive, "word", second.next);
  assert.deepEqual([third.ids.length, third.ids.at(-1), third.next], [20, 1, undefined]);
});

test("a search ends when its time is over and can be gone on with, without loss", async () => {
  await using hive = startBroker();
  fill(hive, ["needle", ...repeat(20_000, FILLER)]);
  let pages = 0;
  const ids: number[] = [];
  let before: number | undefined;
  do {
    const found = await hive.broker.search("needle", { before, budgetMs: 0 });
    ids.push(...found.messages.map(({ id }) => id));
    before = found.next;
    pages += 1;
  } while (before !== undefined);
  assert.deepEqual(ids, [1]);
  assert.ok(pages > 1, "20,000 messages are more than one slice");
});

test("100,000 messages are searched without holding anything else up", async () => {
  await using hive = startBroker();
  fill(hive, repeat(100_000, FILLER));
  const stretches: number[] = [];
  let last = process.threadCpuUsage();
  let over = false;
  const watch = () => {
    // Of the processor, not of the clock: a busy machine makes a stretch look long that is short.
    const { user, system } = process.threadCpuUsage(last);
    stretches.push((user + system) / 1000);
    last = process.threadCpuUsage();
    if (!over) setImmediate(watch);
  };
  setImmediate(watch);
  const searches = ["nowhere", "no such thing", '"found nowhere"'].map((query) =>
    hive.broker.search(query, { budgetMs: 60_000 }),
  );
  assert.deepEqual(
    (await Promise.all(searches)).map(({ messages }) => messages.length),
    [0, 0, 0],
  );
  over = true;
  // Now and then the collector of garbage has a stretch of its own.
  const longest = stretches.toSorted((one, other) => one - other)[Math.floor(stretches.length * 0.98)] ?? 0;
  assert.ok(longest < 20, `expected at most 20 ms at a stretch, got ${longest}`);
  const all = stretches.reduce((sum, ms) => sum + ms, 0);
  assert.ok(all > 100, `expected a search that is long as a whole, got ${all} ms`);
});

test("a search that nobody waits for any more ends, and so does one of a core that stops", async () => {
  await using hive = startBroker();
  fill(hive, repeat(20_000, FILLER));
  const gaveUp = await hive.broker.search("nowhere", { signal: AbortSignal.abort() });
  assert.ok((gaveUp.next ?? 0) > 1, "one slice was looked at");
  const searching = hive.broker.search("nowhere");
  await hive.broker.close();
  await assert.rejects(searching, { code: "shutting_down" });
});

test("history before a message is what came just before it, oldest first", async () => {
  await using hive = startBroker();
  fill(hive, repeat(1_000, "x"));
  const rows = hive.broker.history(200, { before: 501 });
  assert.deepEqual([rows.length, rows[0]?.id, rows.at(-1)?.id], [200, 301, 500]);
  assert.deepEqual(hive.broker.history(200, { before: 1 }), []);
});
