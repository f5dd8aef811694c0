import type { ChildProcess } from "node:child_process";
import { awaitFirstProcess } from "./await-first-process.ts";
import { type CageFiles, type CageRecord, writeRecord } from "./cage-record.ts";
import { prepareCage } from "./launch-cage.ts";
import { killSession } from "./process-session.ts";
import type { CageSpec } from "./runtime.ts";

/** Which cage a launch chain is to become. */
export type CageFacts = {
  readonly spec: CageSpec;
  readonly runDir: string;
  readonly files: CageFiles;
  readonly home: string;
};

/** Brings a launch chain to where the first process runs, or ran and ended; when it rejects, nothing of the chain runs. */
export async function bringUp(
  facts: CageFacts,
  child: ChildProcess,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<CageRecord> {
  const given = Promise.withResolvers<never>();
  const timer = setTimeout(() => given.reject(new Error(`it was not ready within ${timeoutMs} ms`)), timeoutMs);
  const abort = () => given.reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  const running = letRun(facts, child);
  try {
    return await Promise.race([running, given.promise]);
  } catch (cause) {
    if (child.pid !== undefined) await killSession(child.pid);
    // What is on its way would write a record after the caller has cleared all away.
    await Promise.allSettled([running]);
    throw cause;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

async function letRun({ spec, runDir, files, home }: CageFacts, child: ChildProcess): Promise<CageRecord> {
  const prepared = await prepareCage(child, { withNetwork: spec.network === "internet" });
  const { keeper, slirp } = prepared;
  const { cage, network, cwd, account } = spec;
  const processes = { keeper, ...(slirp ? { slirp } : {}) };
  const record = { cage, network, cwd, home, startedAt: Date.now(), processes, ...(account ? { account } : {}) };
  // Before the first process starts: a core that dies here leaves a cage that the next core knows.
  await writeRecord(runDir, record);
  prepared.go();
  const complete = { ...record, processes: await awaitFirstProcess(processes, files.status) };
  await writeRecord(runDir, complete);
  return complete;
}
