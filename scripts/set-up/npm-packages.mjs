import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packagedNode } from "./node-24.mjs";
import { lastLines, runCommand } from "./run-command.mjs";
import { say } from "./say.mjs";
import { SetUpError } from "./set-up-error.mjs";

/**
 * The npm packages, exactly as package-lock.json has them. npm's own record of what it installed serves as the stamp:
 * it is written last, so an interrupted install has none.
 * @param {string} root
 * @returns {import("./set-up.mjs").Part}
 */
export function npmPackages(root) {
  return {
    isReady: () => isInstalled(root),
    makeReady: () => install(root),
  };
}

/** @param {string} root */
function isInstalled(root) {
  const wanted = readLock(join(root, "package-lock.json"));
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  return sameVersions(wanted, installed) && nothingMissing(wanted, installed) && hasNode(root, wanted);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {Record<string, LockEntry>} wanted
 * @param {Record<string, LockEntry>} installed
 */
function sameVersions(wanted, installed) {
  return Object.entries(installed).every(
    ([path, entry]) => wanted[path]?.version === entry.version && wanted[path]?.integrity === entry.integrity,
  );
}

/**
 * npm leaves optional packages of other platforms out, so only the others must be there.
 * @param {Record<string, LockEntry>} wanted
 * @param {Record<string, LockEntry>} installed
 */
function nothingMissing(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => path === "" || entry.optional === true || path in installed);
}

/**
 * npm calls an install a success even when the download of an optional package failed, and Node is one of those.
 * @param {string} root
 * @param {Record<string, LockEntry>} wanted
 */
function hasNode(root, wanted) {
  return !(`node_modules/node-linux-${process.arch}` in wanted) || existsSync(packagedNode(root));
}

/** @param {string} root */
async function install(root) {
  say("installing the npm packages (about a minute the first time)");
  const { command, prefix } = npmCommand();
  const args = [...prefix, "ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { code, output } = await runCommand(command, args, { cwd: root, env: npmEnvironment(process.env) });
  if (code === 0 && isInstalled(root)) return;
  throw new SetUpError(
    `expected \`npm ci\` to install what package-lock.json lists, it ended with code ${code}:\n${lastLines(output)}\n` +
      `  Mend: is the npm registry reachable from here (\`npm ping\`), and is the disk full? Then run it again in ${root}.`,
  );
}

/** Inside an npm script npm says where it is; a bare `node scripts/set-up.mjs` finds it on PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js") && existsSync(script)) return { command: process.execPath, prefix: [script] };
  return { command: "npm", prefix: [] };
}

/** How to reach the registry is the user's business; everything else npm is told about this install is ours. */
const keptNpmSetting =
  /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile|ca|cert|key|strict_ssl|fetch_.*|maxsockets|prefer_offline|offline|.*:registry|\/\/.*)$/i;

/**
 * The environment for npm without what would change the outcome: `npm_config_omit`, `npm_config_global`, `NODE_ENV`, …
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(env) {
  const kept = Object.entries(env).filter(
    ([name]) => name !== "NODE_ENV" && (!/^npm_/i.test(name) || keptNpmSetting.test(name)),
  );
  return Object.fromEntries(kept);
}
