import assert from "node:assert/strict";
import { test } from "node:test";
import { findInside } from "./cage-processes.ts";
import { parseExitCode } from "./cage-record.ts";
import { parseStat, type ProcessRow } from "./process-table.ts";

const row = (pid: number, parent: number, startTime = pid): ProcessRow => ({
  pid,
  parent,
  startTime,
  session: 1,
  command: "x",
});

test("process 1 and its oldest child are found below the keeper, past the network's helper", () => {
  const rows = [row(40, 30, 9), row(11, 10), row(12, 10), row(30, 12), row(35, 30, 5), row(99, 1)];
  const found = findInside(rows, { keeper: row(10, 1), slirp: row(11, 10) });
  assert.deepEqual([found?.init.pid, found?.first.pid], [30, 35]);
});

test("nothing is found while the inside is not there yet", () => {
  assert.equal(findInside([row(12, 10), row(30, 12)], { keeper: row(10, 1) }), undefined);
});

test("a stat line is read past a command with blanks and brackets, and a zombie is gone", () => {
  const stat = (state: string) => `42 (a) b (c) ${state} 7 42 43 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 555 0 0`;
  assert.deepEqual(parseStat(stat("S")), { pid: 42, command: "a) b (c", parent: 7, session: 43, startTime: 555 });
  assert.equal(parseStat(stat("Z")), undefined);
  assert.equal(parseStat("nonsense"), undefined);
});

test("an exit code is found in bwrap's status, and its absence is told apart from 0", () => {
  assert.equal(parseExitCode('{ "child-pid": 9 }\n{ "exit-code": 0 }\n'), 0);
  assert.equal(parseExitCode('{ "child-pid": 9 }\n'), undefined);
});
