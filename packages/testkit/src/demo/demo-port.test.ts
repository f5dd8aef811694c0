import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { test } from "node:test";
import { demoPort } from "./demo-port.ts";

test("the demo takes the usual port, and any other when somebody listens there", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  assert.equal(await demoPort(undefined, port), 0);
  other.close();
  await once(other, "close");
  assert.equal(await demoPort(undefined, port), port);
});

test("a port that was asked for is the one, taken or not", async () => {
  assert.equal(await demoPort("7001", 7000), 7001);
  assert.equal(await demoPort("0", 7000), 0);
});

test("what is no port is refused by its name", async () => {
  await assert.rejects(demoPort("seven", 7000), { code: "bad_request", message: /`HYPERHIVE_PORT`.*"seven"/ });
});
