import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { DRIVES_TERMINAL, HOSTILE } from "../../test/decision-samples.ts";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal, NOW } from "../../test/terminal.ts";

const PENDING = {
  id: 4,
  owner: "coder",
  message: "water\nthe plants",
  created_at: NOW,
  due_at: NOW + 60_000,
  attempts: 0,
};
const FAILED = { ...PENDING, id: 5, attempts: 5, failure: "no folder /state/x", failed_at: NOW - 60_000 };

test("reminders prints when each is due, and why one failed below it", async () => {
  await using host = await startFakeHost((_, send) => send({ reminders: [PENDING, FAILED] }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("reminders"), 0);
  await terminal.run("reminders", "coder", "--json");
  assert.deepEqual(host.requests, [{ cmd: "reminders" }, { cmd: "reminders", agent: "coder" }]);
  assert.deepEqual(terminal.out().split("\n").slice(0, 4), [
    "ID  OWNER  DUE            ATTEMPTS  MESSAGE",
    "#4  coder  in 1m          0         water the plants",
    "#5  coder  failed 1m ago  5         water the plants",
    "    no folder /state/x",
  ]);
  assert.deepEqual(JSON.parse(terminal.out().split("\n")[4] ?? ""), { reminders: [PENDING, FAILED] });
});

test("a reminder cannot drive the terminal", async () => {
  const reminders = [{ ...FAILED, message: HOSTILE, failure: HOSTILE }];
  await using host = await startFakeHost((_, send) => send({ reminders }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("reminders");
  assert.doesNotMatch(terminal.out(), DRIVES_TERMINAL);
  assert.doesNotMatch(terminal.out(), /^#1 coder/m);
});

test("no reminders are told in a line", async () => {
  await using host = await startFakeHost((_, send) => send({ reminders: [] }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("reminders");
  assert.equal(terminal.out(), "no reminder is pending, and none has failed\n");
});

test("cancel-reminder deletes one, and tells the core's refusal", async () => {
  await using host = await startFakeHost(({ id }, send) =>
    send(id === 4 ? {} : new HiveError("not_found", "no reminder #9")),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("cancel-reminder", "4"), 0);
  assert.equal(await terminal.run("cancel-reminder", "9"), ERRORS.not_found.exit);
  assert.equal(terminal.out(), "reminder #4 is deleted\n");
  assert.equal(terminal.err(), "hive-c0re: no reminder #9\n");
});
