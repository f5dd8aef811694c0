import { join } from "node:path";
import { createAgentClient, type HostClient } from "@hyperhive/client";
import { makeHiveFolder, spawnCore } from "@hyperhive/testkit";
import type { Floor } from "./floor.ts";
import type { Row } from "./print-table.ts";
import { perSecond, quantile, timeEach } from "./samples.ts";

const WARM_UP = 200;
const SINGLE = 1000;
const MANY = 8000;
const LANES = 64;
const BODY = "a message of the usual size, which is a sentence or two and not a novel. ".repeat(4);

/** Latency and durable throughput of sends, and how fast a waiting `recv` wakes. */
export async function benchMessages(floor: Floor): Promise<Row[]> {
  using folder = makeHiveFolder();
  await using core = await spawnCore(folder);
  await core.stopAgents();
  const single = await benchSingle(core.host, floor);
  return [
    ...single,
    await benchMany(core.host, floor),
    await benchWake(core.host, join(folder.runDir, "manager", "mcp.sock"), floor),
  ];
}

async function benchSingle(host: HostClient, floor: Floor): Promise<Row[]> {
  const echo = await floor.open();
  const send = () => host.call("send", { to: "operator", body: BODY });
  await timeEach(WARM_UP, send);
  await timeEach(WARM_UP, () => echo.send(BODY));
  const ours = await timeEach(SINGLE, send);
  const bare = await timeEach(SINGLE, () => echo.send(BODY));
  echo.close();
  const what = "unix-socket echo and one durable commit";
  return [0.5, 0.95].map((share) => ({
    what: `send, one at a time, p${share * 100}`,
    value: quantile(ours, share),
    unit: "ms",
    floor: { what, value: quantile(bare, share) },
  }));
}

async function benchMany(host: HostClient, floor: Floor): Promise<Row> {
  const echoes = await Promise.all(Array.from({ length: LANES }, () => floor.open()));
  const ours = await perSecond(MANY, LANES, () => host.call("send", { to: "operator", body: BODY }));
  const bare = await perSecond(MANY, LANES, (n) => (echoes[n % LANES] as (typeof echoes)[number]).send(BODY));
  for (const echo of echoes) echo.close();
  return {
    what: `durable sends, ${LANES} at once`,
    value: ours,
    unit: "/s",
    floor: { what: "the same echo, a commit each", value: bare },
  };
}

async function benchWake(host: HostClient, socketPath: string, floor: Floor): Promise<Row> {
  const agent = createAgentClient({ socketPath });
  const echo = await floor.open();
  await agent.call("ack_turn", {});
  const wake = async () => {
    const woken = agent.call("recv", { wait_seconds: 30 });
    await host.call("send", { to: "manager", body: BODY });
    await woken;
    await agent.call("ack_turn", {});
  };
  await timeEach(WARM_UP, wake);
  const ours = await timeEach(SINGLE, wake);
  const bare = await timeEach(SINGLE, async () => {
    for (let commits = 0; commits < 3; commits += 1) await echo.send(BODY);
  });
  agent.close();
  echo.close();
  return {
    what: "send → waiting recv → ack, p50",
    value: quantile(ours, 0.5),
    unit: "ms",
    floor: { what: "three echoes with a commit each", value: quantile(bare, 0.5) },
  };
}
