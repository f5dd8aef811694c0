import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { prepareCage } from "./launch-cage.ts";

const PIPES = ["ignore", "ignore", "ignore", "pipe", "ignore", "ignore", "ignore", "ignore", "ignore", "pipe"] as const;

test("a chain that ended before anybody listened is a failure, not a wait without end", async () => {
  for (const withNetwork of [true, false]) {
    const child = spawn("false", { stdio: [...PIPES] });
    await once(child, "close");
    await assert.rejects(prepareCage(child, { withNetwork }), /ended before the cage was ready/);
  }
});

test("a chain that ends while it is waited for is a failure", async () => {
  const child = spawn("cat", { stdio: ["pipe", ...PIPES.slice(1)] });
  const prepared = prepareCage(child, { withNetwork: false });
  child.stdin?.end();
  await assert.rejects(prepared, /ended before the cage was ready/);
});
