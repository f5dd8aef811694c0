import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeHiveFolder, spawnCore, type HiveFolder } from "@hyperhive/testkit";
import { fillDecisions, PENDING, RESOLVED } from "./fill-decisions.ts";
import type { Row } from "./print-table.ts";
import { quantile, timeEach } from "./samples.ts";

const RUNS = 40;
/** What nobody should wait longer for, however long the hive's past is. */
const LIMIT_MS = 100;
const run = promisify(execFile);

/** Time to list what waits and to show the diff of one proposal, in a hive with a long past, beside a bare `git diff` of the same commits. */
export async function benchDecisions(): Promise<Row[]> {
  using folder = makeHiveFolder();
  const filled = await fill(folder);
  await using core = await spawnCore(folder);
  const ids = filled.pending;
  const idOf = (n: number) => ids[(n * 7) % ids.length] as number;
  const pending = await timeEach(RUNS, () => core.host.call("pending", {}));
  const shown = await timeEach(RUNS, (n) => core.host.call("diff", { id: idOf(n) }));
  const decided = await timeEach(RUNS, () => core.host.call("approvals", { resolved: true }));
  const { diff, approval, base_sha } = await core.host.call("diff", { id: idOf(0) });
  if (!diff.includes("+model:") || base_sha !== filled.main) throw new Error("the diff is not that of the proposal");
  const bare = await timeEach(RUNS, () => bareDiff(folder, filled.main, approval.fetched_sha ?? ""));
  const floor = { what: "a bare `git diff` of the same commits", value: quantile(bare, 0.5) };
  for (const samples of [pending, shown])
    if (quantile(samples, 0.95) >= LIMIT_MS)
      throw new Error(`expected under ${LIMIT_MS} ms, got ${quantile(samples, 0.95)}`);
  const size = `${PENDING} pending, ${RESOLVED} decided`;
  return [
    { what: `pending (${size}), p50`, value: quantile(pending, 0.5), unit: "ms", floor },
    { what: `pending (${size}), p95`, value: quantile(pending, 0.95), unit: "ms", floor },
    { what: "diff of one proposal, p50", value: quantile(shown, 0.5), unit: "ms", floor },
    { what: "diff of one proposal, p95", value: quantile(shown, 0.95), unit: "ms", floor },
    { what: "the newest decided ones, p50", value: quantile(decided, 0.5), unit: "ms", floor },
  ];
}

async function fill(folder: HiveFolder) {
  await using core = await spawnCore(folder);
  await core.host.call("spawn", { name: "coder", config: { network: "none" } });
  await core.stopAgents();
  await core.kill("SIGTERM");
  return fillDecisions(folder, "coder");
}

async function bareDiff(folder: HiveFolder, base: string, head: string): Promise<void> {
  const repo = join(folder.stateDir, "applied/coder");
  const env = { PATH: "/usr/bin:/bin", HOME: folder.path, GIT_CONFIG_NOSYSTEM: "1" };
  await run("git", ["-C", repo, "-c", "safe.directory=*", "diff", base, head], { env });
}
