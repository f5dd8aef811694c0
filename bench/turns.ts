import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  createScriptedModel,
  findClaude,
  makeHiveFolder,
  spawnCore,
  type ScriptedModel,
  type SpawnedCore,
} from "@hyperhive/testkit";
import type { Row } from "./print-table.ts";
import { quantile } from "./samples.ts";

const COLD_RUNS = 5;
const WARM_RUNS = 20;

/** Time from a message to the model request that it causes, warm and cold, beside a bare `claude --print`. */
export async function benchTurns(): Promise<Row[]> {
  using folder = makeHiveFolder();
  const model = await createScriptedModel({ scenario: { rules: [], otherwise: "done" } });
  try {
    const bare = await times(COLD_RUNS, (n) => bareClaude(model, folder.path, n));
    await using core = await spawnCore(folder, { modelUrl: model.url });
    // Its claude is let go after every turn, so that each next one has to start it.
    await core.host.call("spawn", { name: "cold", config: { network: "none", idle_seconds: 0 } });
    await core.host.call("spawn", { name: "warm", config: { network: "none" } });
    await turn(core, model, { to: "cold", body: "first" });
    await turn(core, model, { to: "warm", body: "first" });
    const cold = await times(COLD_RUNS, (n) => turn(core, model, { to: "cold", body: `cold ${n}` }));
    const warm = await times(WARM_RUNS, (n) => turn(core, model, { to: "warm", body: `warm ${n}` }));
    const floor = { what: "start of a bare `claude --print` to its model request", value: quantile(bare, 0.5) };
    return [
      { what: "message → model request, cold, p50", value: quantile(cold, 0.5), unit: "ms", floor },
      { what: "message → model request, warm, p50", value: quantile(warm, 0.5), unit: "ms", floor },
    ];
  } finally {
    await model.close();
  }
}

async function times(runs: number, run: (n: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < runs; n += 1) samples.push(await run(n));
  return samples;
}

async function turn(
  core: SpawnedCore,
  model: ScriptedModel,
  { to, body }: { to: string; body: string },
): Promise<number> {
  const begin = performance.now();
  const asked = model
    .waitForRequest(({ body: request }) => JSON.stringify(request).includes(body))
    .then(() => performance.now() - begin);
  await core.host.call("send", { to, body });
  const took = await asked;
  await core.untilMessage((row) => row.to === to && row.body === body && row.state === "acked", `${body} acked`);
  return took;
}

async function bareClaude(model: ScriptedModel, home: string, n: number): Promise<number> {
  const marker = `bare ${n}`;
  const begin = performance.now();
  const asked = model
    .waitForRequest(({ body }) => JSON.stringify(body).includes(marker))
    .then(() => performance.now() - begin);
  const child = spawn(findClaude(), ["--print", marker], {
    cwd: home,
    env: {
      HOME: home,
      PATH: "/usr/bin:/bin",
      ANTHROPIC_BASE_URL: model.url,
      ANTHROPIC_API_KEY: "made-up-key",
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const took = await asked;
  await ended;
  return took;
}
