import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node24 } from "./node-24.mjs";
import { lastLines, runCommand } from "./run-command.mjs";
import { say } from "./say.mjs";
import { SetUpError } from "./set-up-error.mjs";

/** What the pages are made of; everything else may change without a build. */
const sources = ["packages/web", "packages/client/src", "packages/wire/src", "package-lock.json"];

const notSources = /(^|\/)(dist|node_modules|test)$|\.test\.tsx?$/;

/**
 * The pages as vite builds them. The build is stamped with a hash of its sources, written last.
 * @param {string} root
 * @returns {import("./set-up.mjs").Part}
 */
export function builtPages(root) {
  const stamp = join(root, "packages/web/dist/.sources");
  return {
    isReady: () => existsSync(stamp) && readFileSync(stamp, "utf8") === hashOfSources(root),
    makeReady: () => build(root, stamp),
  };
}

/**
 * @param {string} root
 * @param {string} stamp
 */
async function build(root, stamp) {
  say("building the pages");
  const hash = hashOfSources(root);
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { NODE_ENV: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1" };
  const { code, output } = await runCommand(node24(root), [vite, "build"], { cwd: join(root, "packages/web"), env });
  if (code !== 0) {
    throw new SetUpError(
      `expected \`vite build\` in packages/web to succeed, it ended with code ${code}:\n${lastLines(output)}\n` +
        `  Mend: correct the source it names and run this again.`,
    );
  }
  writeFileSync(stamp, hash);
}

/**
 * One hash over the names and contents of all sources.
 * @param {string} root
 */
export function hashOfSources(root) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesBelow(root, source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files at or below the path, sorted
 */
function filesBelow(root, path) {
  if (notSources.test(path) || !existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .toSorted()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}
