import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { connect, createServer } from "node:net";
import { say } from "./say.mjs";

/**
 * Runs the work while no other process of this machine does the same for this checkout. The lock is an abstract
 * unix socket, which the kernel takes back however its holder ends, so there is no stale lock to clean.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(root, work) {
  const name = lockName(root);
  let lock = await tryLock(name);
  if (lock === undefined) say("another set-up of this checkout is running, waiting for it");
  while (lock === undefined) {
    await holderIsGone(name);
    lock = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    lock();
  }
}

/** Node 20 pads an abstract name to the length of the field and Node 24 does not, so the name fills it. */
const nameLength = 107;

/** @param {string} root */
function lockName(root) {
  const digest = createHash("sha256").update(realpathSync(root)).digest("hex");
  return `\0${`hyperhive-set-up-${digest}`.padEnd(nameLength, "-")}`;
}

/**
 * @param {string} name
 * @returns {Promise<(() => void) | undefined>} the way to let go, or nothing when somebody else holds it
 */
function tryLock(name) {
  return new Promise((resolve, reject) => {
    /** @type {Set<import("node:net").Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => waiting.add(socket.on("error", () => socket.destroy())));
    server.on("error", (error) =>
      "code" in error && error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen({ path: name }, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
  });
}

/**
 * @param {string} name
 * @returns {Promise<void>}
 */
function holderIsGone(name) {
  return new Promise((resolve) => {
    const socket = connect({ path: name });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.resume();
  });
}
