import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { AgentName } from "@hyperhive/wire";
import { systemClock } from "../clock.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import { openStore } from "../store/store.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { createBroker } from "./broker.ts";

const fixture = fileURLToPath(new URL("./send-until-killed.fixture.ts", import.meta.url));

/** Runs the sender until it says that it is in full swing, kills it there, and says what it had been promised: `[id, n]`. */
async function sendAndKill(database: string, acknowledgements: string): Promise<[number, number][]> {
  const out = openSync(acknowledgements, "w");
  const child = spawn(process.execPath, [fixture, database], { env: {}, stdio: ["ignore", out, "inherit", "ipc"] });
  closeSync(out);
  const exited = once(child, "exit");
  child.once("message", () => child.kill("SIGKILL"));
  const [, signal] = (await exited) as [number | null, string | null];
  assert.equal(signal, "SIGKILL");
  const lines = readFileSync(acknowledgements, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => line.split(" ").map(Number) as [number, number]);
}

test("SIGKILL during a thousand concurrent sends loses none that was acknowledged and doubles none that is sent again with its key", async () => {
  using folder = makeTempFolder();
  const database = join(folder.path, "hive.sqlite");
  const promised = await sendAndKill(database, join(folder.path, "acknowledged"));
  assert.ok(promised.length >= 3000, `only ${promised.length} acknowledged`);
  const store = openStore(database);
  const broker = createBroker({
    store,
    clock: systemClock,
    hub: createEventHub(),
    directory: { agents: () => ["coder"] as AgentName[] },
    resolveFileRefs: () => [],
  });
  for (const [id, n] of promised) assert.equal(broker.find(id)?.body, `body ${n}`);
  const highest = Math.max(...promised.map(([, n]) => n));
  // What was under way when the core died is sent again by its senders, with the same keys.
  const keyed = Array.from({ length: highest + 2000 }, (_, n) => n).filter((n) => n % 2 === 0);
  const again = await Promise.all(
    keyed.map((n) => broker.send({ from: "operator", to: "coder", body: `body ${n}`, key: `key ${n}` })),
  );
  assert.ok(again.some(({ duplicate }) => duplicate));
  const counts = Map.groupBy(broker.history(1_000_000), ({ body }) => body);
  for (const n of keyed) assert.equal(counts.get(`body ${n}`)?.length, 1, `body ${n}`);
  const ids = new Map(promised.map(([id, n]) => [n, id]));
  for (const [index, n] of keyed.entries()) {
    const id = ids.get(n);
    if (id !== undefined) assert.equal(again[index]?.receipts[0]?.id, id);
  }
  await broker.close();
  store.close();
});
