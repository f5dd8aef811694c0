import { randomUUID } from "node:crypto";
import { chown, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { sweepBuildCages } from "./build-cages.ts";
import type { CageEvent, CageMount, CageSpec, ExecOptions, HostAccount, Runtime } from "./runtime.ts";

/** What a runtime brings to its suite. */
export type SuiteHost = {
  createRuntime(runDir: string): Runtime;
  /** The account that cages drop to, when the tests run as root. */
  readonly account?: HostAccount;
  /** Whether this runtime can hold a cage to `limits`. */
  readonly limits: "enforced" | "refused";
  /** A program that takes a run directory and a spec as JSON, starts the cage, prints `started` and stays; with the word `build` it builds there and prints the lines. */
  readonly holder: string;
};

/** Where a node binary is mounted for scripts in a cage. */
const NODE_IN_CAGE = "/opt/node";

/** A temp directory of mode 0700, a runtime on it and a cage name; disposing stops the cage and removes all. */
export type Stage = AsyncDisposable & {
  readonly folder: string;
  readonly runtime: Runtime;
  readonly cage: string;
  /** A string that no other process on the host has among its arguments. */
  readonly marker: string;
  spec(changes?: Partial<CageSpec>): CageSpec;
  /** A directory that the cage's account owns, as a mount. */
  ownFolder(name: string, mount: Omit<CageMount, "source">): Promise<CageMount>;
  /** Runs a command in the cage to its end. */
  run(argv: readonly [string, ...string[]], options?: Omit<ExecOptions, "argv">): Promise<Outcome>;
  /** Runs a script of Node in the cage to its end. */
  node(script: string, ...args: string[]): Promise<Outcome>;
  log(): Promise<string>;
  /** Waits until the first process said something. */
  logged(pattern: RegExp): Promise<void>;
};

/** How a command ended. */
export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Opens a stage for one test. */
export async function openStage(host: SuiteHost): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "hive-runtime-"));
  const runtime = host.createRuntime(join(folder, "run"));
  const cage = `h-${randomUUID().slice(0, 8)}`;
  const logFile = join(folder, "cage.log");
  const stage: Stage = {
    folder,
    runtime,
    cage,
    marker: `9${Date.now()}${Math.floor(Math.random() * 1_000)}`,
    spec: (changes = {}) => ({
      cage,
      mounts: [{ source: process.execPath, target: NODE_IN_CAGE, access: "ro" }],
      network: "none",
      env: { PATH: "/usr/bin:/bin" },
      argv: ["sleep", "1000"],
      cwd: "/tmp",
      logFile,
      ...(host.account ? { account: host.account } : {}),
      ...changes,
    }),
    async ownFolder(name, mount) {
      const source = join(folder, name);
      await mkdir(source, { mode: 0o700 });
      if (host.account) await chown(source, host.account.uid, host.account.gid);
      return { source, ...mount };
    },
    run: (argv, options) => runInCage(runtime, cage, { argv, ...options }),
    node: (script, ...args) => runInCage(runtime, cage, { argv: [NODE_IN_CAGE, "-e", script, ...args] }),
    log: () => readFile(logFile, "utf8"),
    async logged(pattern) {
      while (!pattern.test(await stage.log())) await delay(10);
    },
    async [Symbol.asyncDispose]() {
      await runtime.stop(cage, { graceMs: 0 });
      // As a later core does: this one would wait for a build of its own.
      await sweepBuildCages(host.createRuntime(join(folder, "run")));
      await rm(folder, { recursive: true, maxRetries: 5 });
    },
  };
  return stage;
}

async function runInCage(runtime: Runtime, cage: string, options: ExecOptions): Promise<Outcome> {
  const session = await runtime.exec(cage, options);
  session.stdin.end();
  const [code, stdout, stderr] = await Promise.all([session.exit, text(session.stdout), text(session.stderr)]);
  return { code, stdout, stderr };
}

/** Counts the living processes of the host that have the marker among their arguments. */
export async function countMarked(marker: string): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.split("\0").includes(marker)).length;
}

/** Collects the events of a runtime from the call on; `until` waits for one and rejects after a minute. */
export function collectEvents(runtime: Runtime): Disposable & { until(kind: CageEvent["kind"]): Promise<CageEvent> } {
  const stop = new AbortController();
  const events = runtime.watch(stop.signal)[Symbol.asyncIterator]();
  return {
    async until(kind) {
      const tooLate = setTimeout(() => stop.abort(), 60_000);
      try {
        for (;;) {
          const { value, done } = await events.next();
          if (done) throw new Error(`no event \`${kind}\` within a minute`);
          if (value.kind === kind) return value;
        }
      } finally {
        clearTimeout(tooLate);
      }
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}

/** Reads a stream until it said what is waited for; the rest of it stays to be read. */
export async function readUntil(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let said = "";
  for (;;) {
    if (pattern.test(said)) return said;
    const chunk = await nextChunk(stream);
    if (chunk === undefined) throw new Error(`the stream ended without ${pattern}; it said ${JSON.stringify(said)}`);
    said += chunk;
  }
}

async function nextChunk(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const onData = (chunk: Buffer) => resolve(chunk.toString());
  const onEnd = () => resolve(undefined);
  stream.once("data", onData).once("end", onEnd).resume();
  try {
    return await promise;
  } finally {
    stream.pause();
    stream.removeListener("data", onData).removeListener("end", onEnd);
  }
}
