import { spawn } from "node:child_process";
import { constants } from "node:os";
import { findPrograms } from "./find-program.mjs";

const forwarded = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** A signal that comes again this soon is an echo: on ctrl-C the terminal and npm both send one. */
const echoMs = 500;

/**
 * Runs a program on our terminal until it ends, and hands it each signal we get exactly once: it has a session of
 * its own, so that ctrl-C and `kill` of the process group reach it through us only. Should we be killed, it is told to stop.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code, or 128 and the number of the signal that ended it
 */
export async function runInForeground(program, args, options = {}) {
  const [command = program, ...rest] = [...stopWithParent(), program, ...args];
  const child = spawn(command, rest, { ...options, stdio: "inherit", detached: true });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
    });
  } finally {
    stopForwarding();
  }
}

/** The prefix that has the kernel send SIGTERM to a program when its parent is gone; empty where there is no such thing. */
function stopWithParent() {
  const setpriv = findPrograms("setpriv")[0];
  return setpriv === undefined ? [] : [setpriv, "--pdeathsig", "TERM", "--"];
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void} the way to stop it
 */
function forwardSignals(child) {
  /** @type {Map<NodeJS.Signals, number>} */
  const lastSent = new Map();
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const now = performance.now();
    if (now - (lastSent.get(signal) ?? -Infinity) < echoMs) return;
    lastSent.set(signal, now);
    child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  return () => {
    for (const signal of forwarded) process.off(signal, forward);
  };
}
