import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS } from "@hyperhive/wire/plain";
import { startFakeHost, type Reply } from "../../test/fake-host.ts";
import { createTerminal } from "../../test/terminal.ts";

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** A command that gives back its input in capitals and ends with 3 when the input ends. */
function shout(request: Record<string, unknown>, send: (reply: Reply) => void): void {
  if (request["cmd"] === "exec") send({});
  else if (typeof request["stdin"] === "string") {
    send({ stdout: base64(Buffer.from(request["stdin"], "base64").toString().toUpperCase()) });
  } else if (request["eof"] === true) send({ exit_code: 3 });
}

test("exec pipes stdin in, output out, and ends with the command's exit code", async () => {
  await using host = await startFakeHost(shout);
  const terminal = createTerminal({ runDir: host.runDir });
  terminal.stdin.end("hello");
  assert.equal(await terminal.run("exec", "coder", "--", "shout", "--loud"), 3);
  assert.equal(terminal.out(), "HELLO");
  assert.deepEqual(host.requests[0], { cmd: "exec", name: "coder", argv: ["shout", "--loud"] });
  assert.deepEqual(terminal.rawModes, []);
});

test("a large input arrives whole and in order", async () => {
  await using host = await startFakeHost(shout);
  const terminal = createTerminal({ runDir: host.runDir });
  const text = Array.from({ length: 40_000 }, (_, n) => `line ${n}\n`).join("");
  terminal.stdin.end(text);
  assert.equal(await terminal.run("exec", "coder", "--", "shout"), 3);
  assert.equal(terminal.out(), text.toUpperCase());
});

test("stderr stays apart from stdout", async () => {
  await using host = await startFakeHost((_, send) => {
    send({});
    send({ stderr: base64("oops") });
    send({ exit_code: 0 });
  });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("exec", "coder", "--", "true"), 0);
  assert.deepEqual([terminal.out(), terminal.err()], ["", "oops"]);
});

test("on a terminal the command gets one of the same size, keys go raw, and the terminal is restored", async () => {
  await using host = await startFakeHost((request, send) => {
    if (request["cmd"] === "exec") {
      send({});
      send({ stdout: base64("ready") });
    } else if (request["resize"] !== undefined) terminal.stdin.write("\u0003");
    else send({ exit_code: 130 });
  });
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  terminal.stdout.once("data", () => {
    terminal.stdout.columns = 100;
    terminal.stdout.emit("resize");
  });
  assert.equal(await terminal.run("exec", "coder", "--", "bash"), 130);
  assert.deepEqual(host.requests, [
    { cmd: "exec", name: "coder", argv: ["bash"], pty: { cols: 80, rows: 24 } },
    { resize: { cols: 100, rows: 24 } },
    { stdin: base64("\u0003") },
  ]);
  assert.deepEqual(terminal.rawModes, [true, false]);
});

test("the terminal is restored when the core goes in the middle", async () => {
  await using host = await startFakeHost((_, send) => {
    send({});
    send(undefined);
  });
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  assert.equal(await terminal.run("exec", "coder", "--", "bash"), ERRORS.connection_lost.exit);
  assert.deepEqual(terminal.rawModes, [true, false]);
});

test("without a terminal a signal goes to the command", async () => {
  await using host = await startFakeHost((request, send) => {
    if (request["cmd"] === "exec") {
      send({});
      send({ stdout: base64("ready") });
    } else send({ exit_code: 143 });
  });
  const terminal = createTerminal({ runDir: host.runDir });
  terminal.stdout.once("data", () => terminal.signal("SIGTERM"));
  assert.equal(await terminal.run("exec", "coder", "--", "sleep", "9"), 143);
  assert.deepEqual(host.requests[1], { signal: "SIGTERM" });
});
