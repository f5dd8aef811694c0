import { PassThrough } from "node:stream";
import type { Cli } from "../src/cli.ts";
import { run } from "../src/run.ts";

/** Noon of a day in 2026, the time of every test. */
export const NOW = Date.UTC(2026, 10, 21, 12);

type Stream = PassThrough & { isTTY?: boolean; columns?: number; rows?: number; setRawMode?(on: boolean): unknown };

/** A process that a test holds in its hands. */
export type Terminal = {
  readonly cli: Cli;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly rawModes: boolean[];
  readonly exits: number[];
  /** What was printed so far. */
  out(): string;
  err(): string;
  signal(name: NodeJS.Signals): void;
  run(...argv: string[]): Promise<number>;
};

type Given = { tty?: boolean; columns?: number; runDir?: string; env?: Record<string, string> };

/** Makes one; with `tty` it is a terminal of 80 columns, or as many as are asked for, else pipes. */
export function createTerminal({ tty = false, columns = 80, runDir, env = {} }: Given = {}): Terminal {
  const open = () => openStream(tty ? columns : undefined);
  const [stdin, stdout, stderr] = [open(), open(), open()] as const;
  const rawModes: boolean[] = [];
  const exits: number[] = [];
  const listeners = new Map<NodeJS.Signals, () => void>();
  stdin.setRawMode = (on) => rawModes.push(on);
  const cli: Cli = {
    env: { ...(runDir !== undefined && { HYPERHIVE_RUN_DIR: runDir }), ...env },
    uid: 1000,
    home: "/home/somebody",
    nodePath: process.execPath,
    stdin,
    stdout,
    stderr,
    now: () => NOW,
    onSignal(signal, listener) {
      listeners.set(signal, listener);
      return () => listeners.delete(signal);
    },
    exit: (code) => exits.push(code),
  };
  const [out, err] = [collect(stdout), collect(stderr)];
  const signal = (name: NodeJS.Signals) => listeners.get(name)?.();
  const runHere = async (...argv: string[]) => await run(cli, argv);
  return { cli, stdin, stdout, stderr, rawModes, exits, out, err, signal, run: runHere };
}

function openStream(columns: number | undefined): Stream {
  const stream: Stream = new PassThrough();
  return columns === undefined ? stream : Object.assign(stream, { isTTY: true, columns, rows: 24 });
}

function collect(stream: PassThrough): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
