import assert from "node:assert/strict";
import { test } from "node:test";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal, NOW } from "../../test/terminal.ts";

const ROW = {
  id: 7,
  from: "coder",
  to: "operator",
  body: "done\nsee /shared/x",
  sent_at: NOW - 300_000,
  in_reply_to: 3,
  chain_id: "c1",
  hops: 2,
  file_refs: [{ path: "/shared/x", host_path: "/var/x", size: 3 }],
  state: "queued",
  attempts: 0,
};

test("send joins its words, carries key and reply, and prints the receipt", async () => {
  const receipts = [{ id: 9, to: "coder", state: "queued" }];
  await using host = await startFakeHost((_, send) => send({ receipts, duplicate: false }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("send", "coder", "do", "it", "--key", "k", "--reply-to", "#4"), 0);
  assert.deepEqual(host.requests, [{ cmd: "send", to: "coder", body: "do it", key: "k", in_reply_to: 4 }]);
  assert.equal(terminal.out(), "#9 to coder: queued\n");
});

test("send reads its text from stdin when it is `-`, without the last line feed", async () => {
  await using host = await startFakeHost((_, send) => send({ receipts: [], duplicate: true }));
  const terminal = createTerminal({ runDir: host.runDir });
  terminal.stdin.end("first\nsecond\n");
  assert.equal(await terminal.run("send", "*", "-"), 0);
  assert.deepEqual(host.requests, [{ cmd: "send", to: "*", body: "first\nsecond" }]);
});

test("text that begins with a hyphen can be sent after `--`", async () => {
  await using host = await startFakeHost((_, send) => send({ receipts: [], duplicate: false }));
  await createTerminal({ runDir: host.runDir }).run("send", "coder", "--", "-n", "is", "an", "option");
  assert.equal(host.requests[0]?.["body"], "-n is an option");
});

test("inbox prints who wrote, when, and the whole body", async () => {
  await using host = await startFakeHost((_, send) => send({ messages: [ROW] }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("inbox", "-n", "5"), 0);
  assert.deepEqual(host.requests, [{ cmd: "inbox", limit: 5 }]);
  assert.equal(terminal.out(), "#7 coder → operator, 5m ago, answers #3\n  done\n  see /shared/x\n");
});

test("inbox --read counts what it printed as read, and nothing when there is nothing", async () => {
  let rows = [ROW];
  await using host = await startFakeHost(({ cmd }, send) => send(cmd === "inbox" ? { messages: rows } : { read: 1 }));
  assert.equal(await createTerminal({ runDir: host.runDir }).run("inbox", "--read"), 0);
  rows = [];
  assert.equal(await createTerminal({ runDir: host.runDir }).run("inbox", "--read"), 0);
  assert.deepEqual(
    host.requests.map(({ cmd, through }) => [cmd, through]),
    [
      ["inbox", undefined],
      ["mark_read", 7],
      ["inbox", undefined],
    ],
  );
});

test("a body cannot drive the operator's terminal", async () => {
  const body = "\u001b]0;owned\u0007\u001b[2Jhi\u202e\u009b31m";
  await using host = await startFakeHost((_, send) => send({ messages: [{ ...ROW, body }] }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("inbox");
  assert.doesNotMatch(terminal.out(), /[^\P{Cc}\n]|\u202e/u);
  assert.match(terminal.out(), /␛\]0;owned␇␛\[2Jhi/);
});

test("with --json every printing verb prints what the core answered, whole", async () => {
  await using host = await startFakeHost((_, send) => send({ messages: [ROW] }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("--json", "inbox");
  assert.deepEqual(JSON.parse(terminal.out()), { messages: [ROW] });
});

test("message prints the fate of one message", async () => {
  const message = { ...ROW, state: "dead", attempts: 5, note: "five failed deliveries" };
  await using host = await startFakeHost((_, send) => send({ message }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("message", "7");
  assert.deepEqual(host.requests, [{ cmd: "message_status", id: 7 }]);
  for (const fact of [
    /^state +dead$/m,
    /^attempts +5$/m,
    /^note +five failed/m,
    /^chain +c1, hop 2$/m,
    /^sent .*5m ago/m,
  ]) {
    assert.match(terminal.out(), fact);
  }
});

test("message says when a message was let go", async () => {
  const message = { ...ROW, state: "parked", dismissed_at: NOW - 60_000 };
  await using host = await startFakeHost((_, send) => send({ message }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("message", "7");
  assert.match(terminal.out(), /^state +parked$/m);
  assert.match(terminal.out(), /^let go .*1m ago/m);
});

test("dismiss says that nobody gets the message, and asks for one", async () => {
  const message = { ...ROW, to: "bard", state: "dead", dismissed_at: NOW };
  await using host = await startFakeHost((_, send) => send({ message }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("dismiss", "#7"), 0);
  assert.deepEqual(host.requests, [{ cmd: "dismiss", id: 7 }]);
  assert.equal(terminal.out(), "#7 was let go: bard does not get it\n");
  assert.notEqual(await terminal.run("dismiss"), 0);
});

test("release says that the message waits again", async () => {
  await using host = await startFakeHost((_, send) => send({ message: ROW }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("release", "7");
  assert.equal(terminal.out(), "#7 is queued again for operator\n");
});
