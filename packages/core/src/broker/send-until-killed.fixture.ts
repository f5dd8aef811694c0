import { writeSync } from "node:fs";
import type { AgentName } from "@hyperhive/wire";
import { systemClock } from "../clock.ts";
import { openStore } from "../store/store.ts";
import { createBroker } from "./broker.ts";

// Keeps 1,000 sends under way, every other one with a key, writes each that was acknowledged to fd 1, and tells its parent after 3,000.
const OUTSTANDING = 1000;
const TELL_AFTER = 3000;

const store = openStore(process.argv[2] ?? "");
const broker = createBroker({
  store,
  clock: systemClock,
  hub: { publish: (event) => ({ ...event, epoch: "", seq: 0 }) },
  directory: { agents: () => ["coder"] as AgentName[] },
  resolveFileRefs: () => [],
});

let next = 0;
let acknowledged = 0;

async function sendOn(): Promise<never> {
  for (;;) {
    const n = next;
    next += 1;
    const key = n % 2 === 0 ? { key: `key ${n}` } : {};
    const { receipts } = await broker.send({ from: "operator", to: "coder", body: `body ${n}`, ...key });
    writeSync(1, `${receipts[0]?.id} ${n}\n`);
    acknowledged += 1;
    if (acknowledged === TELL_AFTER) process.send?.("now");
  }
}

await Promise.all(Array.from({ length: OUTSTANDING }, sendOn));
