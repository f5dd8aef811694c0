import { fileURLToPath } from "node:url";
import { builtPages } from "./built-pages.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { programsFor, systemPackages } from "./system-packages.mjs";
import { tunDevice } from "./tun-device.mjs";

/**
 * One thing that must be in place. `isReady` is cheap and changes nothing; `makeReady` may be called again at any time.
 * @typedef {{ isReady: () => boolean, makeReady: () => Promise<void> }} Part
 */

/** @typedef {"check" | "generate" | "start" | "demo" | "bench" | "screenshots" | "test"} Purpose */

/** @type {(root: string) => Part[]} */
const toBuild = (root) => [npmPackages(root)];

/** @type {(root: string) => Part[]} */
const toRun = (root) => [systemPackages(programsFor.start), npmPackages(root), tunDevice(), builtPages(root)];

/** @type {(root: string) => Part[]} */
const toTest = (root) => [systemPackages(programsFor.test), npmPackages(root), tunDevice(), builtPages(root)];

/** @type {(root: string) => Part[]} */
const toSeePages = (root) => [systemPackages(programsFor.pages), npmPackages(root)];

/** @type {Record<Purpose, (root: string) => Part[]>} */
const partsOf = {
  check: toBuild,
  generate: toBuild,
  start: toRun,
  demo: toRun,
  bench: toRun,
  screenshots: toSeePages,
  test: toTest,
};

/** What set-up can be asked to get ready for. */
export const purposes = Object.keys(partsOf);

/**
 * @param {string | undefined} word
 * @returns {word is Purpose}
 */
export function isPurpose(word) {
  return word !== undefined && Object.hasOwn(partsOf, word);
}

/**
 * Puts everything in place that the purpose needs; does nothing and prints nothing when it is there already.
 * @param {URL} checkout
 * @param {Purpose} purpose
 */
export async function setUp(checkout, purpose) {
  const root = fileURLToPath(checkout).replace(/\/$/, "");
  const parts = partsOf[purpose](root);
  if (parts.every((part) => part.isReady())) return;
  await oneAtATime(root, async () => {
    for (const part of parts) if (!part.isReady()) await part.makeReady();
  });
}
