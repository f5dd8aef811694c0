import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { HiveError } from "@hyperhive/wire";
import { GIT_ENVIRONMENT, GIT_OPTIONS } from "./git-environment.ts";
import { GitError } from "./git-error.ts";
import { intakeOf, type Intake } from "./intake.ts";

/** How to run git once. */
export type GitCall = {
  /** The repository itself: a bare one, or a `.git` folder. Always one of the core's own. */
  readonly gitDir: string;
  readonly workTree?: string;
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Most bytes of output. */
  readonly maxBytes?: number;
  /** What is done about more: fail, or stop git and answer with what fits. */
  readonly beyond?: "fail" | "cut";
  /** Exit codes besides 0 that are answers and no errors. */
  readonly answers?: readonly number[];
};

/** What git answered. */
export type GitAnswer = { readonly stdout: Buffer; readonly exitCode: number; readonly cut: boolean };

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_STDERR_BYTES = 16 * 1024;
const TIMEOUT_MS = 30_000;
const KILL_AFTER_MS = 2_000;

/** Runs git with nothing of the host's or the core's environment. Throws `GitError` when it fails, takes too long or says too much, and the signal's reason when that aborts. */
export async function runGit(args: readonly [string, ...string[]], call: GitCall): Promise<GitAnswer> {
  call.signal?.throwIfAborted();
  const child = startGit(args, call);
  const deadline = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  const end = AbortSignal.any([deadline, ...(call.signal === undefined ? [] : [call.signal])]);
  const stop = () => stopGit(child);
  end.addEventListener("abort", stop);
  const out = intakeOf(child.stdout, call.maxBytes ?? MAX_BYTES, stop);
  const err = intakeOf(child.stderr, MAX_STDERR_BYTES);
  const exitCode = await ending(child).finally(() => end.removeEventListener("abort", stop));
  const fail = (...[trouble, ending]: [GitError["trouble"], string]) =>
    new GitError(trouble, { verb: args[0], stderr: err.bytes().toString(), ending });
  if (call.signal?.aborted === true) throw call.signal.reason;
  if (deadline.aborted) throw fail("timed_out", "took too long");
  return answerOf({ out, exitCode, call, fail });
}

/** The output of a git that has to succeed, as text. */
export async function gitText(args: readonly [string, ...string[]], call: GitCall): Promise<string> {
  return (await runGit(args, call)).stdout.toString();
}

function startGit(args: readonly string[], { gitDir, workTree, input }: GitCall): ChildProcess {
  const places = [`--git-dir=${gitDir}`, ...(workTree === undefined ? [] : [`--work-tree=${workTree}`])];
  const options: SpawnOptions = { cwd: workTree ?? "/", env: { ...GIT_ENVIRONMENT }, stdio: ["pipe", "pipe", "pipe"] };
  const child = spawn("git", [...GIT_OPTIONS, ...places, ...args], options);
  // A git that ends before it has read everything says why by its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  return child;
}

function stopGit(child: ChildProcess): void {
  // On SIGTERM git removes its lock files.
  child.kill("SIGTERM");
  const last = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  child.once("close", () => clearTimeout(last));
}

function ending(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("close", (code) => resolve(code ?? -1));
  child.once("error", (cause: NodeJS.ErrnoException) => reject(cause.code === "ENOENT" ? noGit(cause) : cause));
  return promise;
}

function noGit(cause: Error): HiveError {
  return new HiveError("unsupported", "git is not installed on this host; install git 2.39 or newer", { cause });
}

type Ended = {
  readonly out: Intake;
  readonly exitCode: number;
  readonly call: GitCall;
  readonly fail: (trouble: GitError["trouble"], ending: string) => GitError;
};

function answerOf({ out, exitCode, call, fail }: Ended): GitAnswer {
  const answer = { stdout: out.bytes(), exitCode, cut: out.isOver() };
  if (out.isOver()) {
    if (call.beyond === "cut") return answer;
    throw fail("too_much_output", "said more than expected");
  }
  if (exitCode === 0 || call.answers?.includes(exitCode) === true) return answer;
  throw fail("failed", `failed (exit ${exitCode})`);
}
