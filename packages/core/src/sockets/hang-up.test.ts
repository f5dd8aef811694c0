import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { atEndOf } from "../at-end-of.test-support.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { hangUp } from "./hang-up.ts";

/** Longer than a test may take: what does not end before ends it. */
const PATIENCE_OF_NO_TEST_MS = 600_000;

/** The two ends of a half-open unix socket; what the second one gets waits until it is asked for. */
async function socketPair(t: TestContext): Promise<[Socket, Socket]> {
  const path = join(tempFolderOf(t), "pair.sock");
  const server = createServer({ allowHalfOpen: true }).listen(path);
  const accepted = once(server, "connection");
  const theirs = connect({ path, allowHalfOpen: true }).pause();
  atEndOf(t, () => {
    theirs.destroy();
    server.close();
  });
  return [((await accepted) as [Socket])[0], theirs];
}

test("what was written arrives although the other side reads late and writes in between", async (t) => {
  const [ours, theirs] = await socketPair(t);
  ours.write("the answer\n");
  const left = once(ours, "finish");
  hangUp(ours, PATIENCE_OF_NO_TEST_MS);
  await left;
  await setImmediate();
  await new Promise((written) => theirs.write("too late\n", written));
  let heard = "";
  for await (const chunk of theirs) heard += String(chunk);
  assert.equal(heard, "the answer\n");
});

test("a side that never closes is not waited for longer than a moment", async (t) => {
  const [ours] = await socketPair(t);
  hangUp(ours);
  await once(ours, "close");
  assert.ok(ours.destroyed);
});

test("a side that has closed already is let go at once", async (t) => {
  const [ours, theirs] = await socketPair(t);
  theirs.end();
  ours.resume();
  await once(ours, "end");
  hangUp(ours, PATIENCE_OF_NO_TEST_MS);
  await once(ours, "close");
});
