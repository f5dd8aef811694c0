import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { SEARCH_PATH } from "./host-tools.ts";
import { LAUNCH_FDS } from "./launch-plan.ts";
import { type ProcessRef, readProcess } from "./process-table.ts";
import { refOf } from "./cage-processes.ts";

/** Descriptors that the chain inherits; they stay the caller's to close. */
export type LaunchFds = {
  readonly programs: number;
  readonly chain: number;
  readonly status: number;
  readonly options: number;
  readonly seccomp: number;
  /** Present in network mode `internet` only. */
  readonly network?: { readonly holdWrite: number; readonly holdRead: number };
};

/** A cage that is ready and waits for `go`. */
export type PreparedCage = {
  readonly child: ChildProcess;
  readonly keeper: ProcessRef;
  readonly slirp?: ProcessRef;
  /** Lets the first process start and cuts the last tie to the core. */
  go(): void;
};

/** Starts the chain. It belongs to no terminal and to no session of the core. */
export async function spawnChain(argv: readonly string[], fds: LaunchFds): Promise<ChildProcess> {
  const network = fds.network ? [fds.network.holdWrite, fds.network.holdRead, "pipe" as const] : [];
  const child = spawn(argv[0] ?? "", argv.slice(1), {
    cwd: "/",
    detached: true,
    env: { PATH: SEARCH_PATH },
    stdio: ["ignore", fds.programs, fds.chain, "pipe", fds.status, fds.options, fds.seccomp, ...network],
  });
  await once(child, "spawn");
  child.unref();
  return child;
}

/** Waits until namespaces and network stand; rejects when the chain ends before. */
export async function prepareCage(
  child: ChildProcess,
  { withNetwork }: { withNetwork: boolean },
): Promise<PreparedCage> {
  if (child.pid === undefined) throw new Error("the launch chain could not be started");
  const control = socketAt(child, LAUNCH_FDS.control);
  control.on("error", () => control.destroy());
  const said = await waitForText(
    control,
    withNetwork ? /slirp (\d+)\n[^]*ready\n|ready\n[^]*slirp (\d+)\n/ : /ready\n/,
  );
  if (withNetwork) await waitForNetwork(socketAt(child, LAUNCH_FDS.networkReady));
  const slirp = withNetwork ? { slirp: await identify(Number(said[1] ?? said[2])) } : {};
  return { child, keeper: await identify(child.pid), ...slirp, go: () => void control.end("go\n") };
}

// Node's types know five descriptors; a "pipe" beyond the third is a socket that goes both ways.
function socketAt(child: ChildProcess, fd: number): Socket {
  return (child.stdio as readonly unknown[])[fd] as Socket;
}

async function waitForNetwork(ready: Socket): Promise<void> {
  await waitForText(ready, /1/);
  ready.destroy();
}

function waitForText(stream: Readable, pattern: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    const match = pattern.exec(text);
    if (match) resolve(match);
  });
  const ended = () => reject(new Error("it ended before the cage was ready"));
  stream.on("close", ended);
  // A chain that fails at its first program is gone before anybody listens.
  if (stream.closed || stream.destroyed) ended();
  return promise;
}

async function identify(pid: number): Promise<ProcessRef> {
  const row = await readProcess(pid);
  if (!row) throw new Error(`process ${pid} ended before the cage was ready`);
  return refOf(row);
}
