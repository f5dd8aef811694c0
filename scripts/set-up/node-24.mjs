import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findPrograms } from "./find-program.mjs";
import { SetUpError } from "./set-up-error.mjs";

/** The oldest major version of Node that runs this code. */
const oldestNode = 24;

/**
 * The Node that runs hyperhive: the one npm installed beside it, else a new enough one of the system.
 * @param {string} root
 * @returns {string} an absolute path
 */
export function node24(root) {
  const packaged = packagedNode(root);
  if (existsSync(packaged)) return packaged;
  const found = [process.execPath, ...findPrograms("node")].find((node) => majorVersion(node) >= oldestNode);
  if (found !== undefined) return found;
  throw new SetUpError(
    `expected Node ${oldestNode} or newer, found neither ${packaged} nor one on PATH.\n` +
      `  Mend: on x64 and arm64 run \`npm ci --include=optional\`; elsewhere install Node ${oldestNode} and put it on PATH.`,
  );
}

/**
 * Where npm puts the Node of this machine's architecture.
 * @param {string} root
 */
export function packagedNode(root) {
  return join(root, "node_modules", `node-linux-${process.arch}`, "bin", "node");
}

/** @param {string} node */
function majorVersion(node) {
  if (node === process.execPath) return Number.parseInt(process.versions.node, 10);
  try {
    return Number.parseInt(execFileSync(node, ["--version"], { encoding: "utf8" }).replace(/^v/, ""), 10);
  } catch {
    return 0;
  }
}
