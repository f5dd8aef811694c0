import type { Readable, Writable } from "node:stream";

/** How a cage reaches the network; what a host cannot enforce is refused with the reason, never weakened. */
export type NetworkMode = "internet" | "none" | "host";

/** One host path that is visible in the cage. */
export type CageMount = {
  /** Absolute path on the host. */
  readonly source: string;
  /** Absolute path in the cage. */
  readonly target: string;
  readonly access: "ro" | "rw";
};

/** The account on the host that a cage runs as; in the cage it is always uid and gid 1000. */
export type HostAccount = { readonly uid: number; readonly gid: number };

/** What a cage may take of the machine; what is left out is not limited. */
export type CageLimits = {
  readonly memoryMb?: number;
  /** Processors, also parts of one. */
  readonly cpus?: number;
  /** Processes and threads at one time. */
  readonly pids?: number;
};

/** All that is needed to start a cage. Nothing of the core's own environment leaks into it. */
export type CageSpec = {
  /** Cage name, `hm1nd` for the manager, `h-<name>` for agents. */
  readonly cage: string;
  readonly mounts: readonly CageMount[];
  readonly network: NetworkMode;
  /** The complete environment of the first process. */
  readonly env: Readonly<Record<string, string>>;
  /** Program and arguments, as paths in the cage. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The account to drop to; absent when the core does not run as root (its own account is used then). */
  readonly account?: HostAccount;
  /** Refused with `unsupported` by a runtime that cannot hold a cage to them. */
  readonly limits?: CageLimits;
  /** Host file that receives stdout and stderr, appended. It belongs to the core, not to the cage. */
  readonly logFile: string;
};

/** What the host knows of one cage. */
export type CageStatus = {
  readonly cage: string;
  readonly running: boolean;
  /** Unix milliseconds of the last start, when known. */
  readonly startedAt?: number;
};

/** One change seen by `watch`. */
export type CageEvent =
  | { readonly kind: "started"; readonly cage: string }
  | { readonly kind: "exited"; readonly cage: string; readonly exitCode?: number };

/** How to run a command in a running cage. */
export type ExecOptions = {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A terminal of this size instead of three pipes. */
  readonly pty?: { readonly cols: number; readonly rows: number };
};

/** A command that runs in a cage; the caller owns the streams. With a PTY, stderr arrives on stdout. */
export type ExecSession = {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  resize(size: { cols: number; rows: number }): void;
  kill(signal?: NodeJS.Signals): void;
  /** Settles once, never rejects: the exit code, 128+n when a signal ended it. */
  readonly exit: Promise<number>;
};

/** How a build is followed. */
export type BuildOptions = {
  /** Gets stdout and stderr line by line as they come: at most 2,000 characters each, and 5,000 of them. It must not throw. */
  readonly onLine: (line: string) => void;
  /** Ends the build and everything in it. */
  readonly signal: AbortSignal;
  /** How long it may take, 10 minutes unless given. */
  readonly timeoutMs?: number;
};

/** Makes cages. Every implementation passes the same suite (`runtime.suite.ts`). Cages outlive the core: a new instance on the same run directory finds those of the last one. */
export interface Runtime {
  readonly kind: "bwrap";
  /** Cages that this runtime knows in its run directory, running or not. */
  list(): Promise<readonly CageStatus[]>;
  /** Starts a cage and resolves once its first process runs. Rejects with `cage_running` when it already does, and with a readable reason when the host cannot enforce the spec. */
  start(spec: CageSpec): Promise<void>;
  /** Runs `argv` of a spec to its end in a throwaway cage, whose name begins with `b-`, and resolves when it ended with 0; nothing of it is left in any case, a log neither. Clears away what a killed core left of that name. Rejects with `build_failed` when it ended otherwise or too late, with the signal's reason when aborted, and as `start` does. */
  build(spec: CageSpec, options: BuildOptions): Promise<void>;
  /** Asks the first process to end with SIGTERM, waits `graceMs`, then kills all that is left in the cage. Resolves when nothing of it runs; a stopped cage is no error. */
  stop(cage: string, options: { graceMs: number }): Promise<void>;
  /** Forgets a stopped cage's records. */
  destroy(cage: string): Promise<void>;
  exec(cage: string, options: ExecOptions): Promise<ExecSession>;
  /** Yields starts and exits, also of cages that an earlier core started, until the signal aborts. */
  watch(signal: AbortSignal): AsyncIterable<CageEvent>;
}
