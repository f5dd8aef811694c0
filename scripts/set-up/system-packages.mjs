import { existsSync, readdirSync } from "node:fs";
import { findPrograms } from "./find-program.mjs";
import { lastLines, runCommand } from "./run-command.mjs";
import { say } from "./say.mjs";
import { SetUpError } from "./set-up-error.mjs";

/**
 * Something the system must offer, how to tell that it does, and the Debian package that brings it.
 * @typedef {{ what: string, debianPackage: string, isThere: () => boolean }} Feature
 */

/** @type {(name: string, debianPackage: string) => Feature} */
const program = (name, debianPackage) => ({ what: name, debianPackage, isThere: () => findPrograms(name).length > 0 });

/** @type {Feature[]} */
const toRun = [
  program("bwrap", "bubblewrap"),
  program("slirp4netns", "slirp4netns"),
  program("ip", "iproute2"),
  program("nsenter", "util-linux"),
  program("unshare", "util-linux"),
  program("setpriv", "util-linux"),
  program("git", "git"),
  {
    what: "the certificates of the public authorities",
    debianPackage: "ca-certificates",
    isThere: () =>
      ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"].some(existsSync),
  },
];

const browser = program("chromium", "chromium");

/** What a hive needs from the system, what pictures of the pages need, and what the tests need: both. */
export const programsFor = { start: toRun, pages: [browser], test: [...toRun, browser] };

/**
 * Everything set-up does to the machine, so that a test can stand in for it.
 * @typedef {{
 *   isRoot: boolean,
 *   find: (program: string) => string | undefined,
 *   run: typeof runCommand,
 *   hasPackageLists: () => boolean,
 * }} Machine
 */

/** @type {Machine} */
const thisMachine = {
  isRoot: process.getuid?.() === 0,
  find: (name) => findPrograms(name)[0],
  run: runCommand,
  hasPackageLists: () =>
    existsSync("/var/lib/apt/lists") && readdirSync("/var/lib/apt/lists").some((file) => file.includes("_Packages")),
};

/**
 * The system packages behind the features, through apt where we may use it; else the error names what to install.
 * @param {readonly Feature[]} features
 * @param {Machine} [machine]
 * @returns {import("./set-up.mjs").Part}
 */
export function systemPackages(features, machine = thisMachine) {
  return {
    isReady: () => features.every((feature) => feature.isThere()),
    makeReady: () => install(features, machine),
  };
}

/**
 * @param {readonly Feature[]} features
 * @param {Machine} machine
 */
async function install(features, machine) {
  const missing = features.filter((feature) => !feature.isThere());
  const packages = [...new Set(missing.map((feature) => feature.debianPackage))];
  const apt = await aptGet(machine);
  if (apt === undefined)
    throw new SetUpError(`${expected(missing)}, and set-up may not install it here.\n${byHand(packages)}`);
  say(`installing ${packages.join(" ")} with apt-get`);
  const { code, output } = await installWith(apt, packages, machine);
  const stillMissing = features.filter((feature) => !feature.isThere());
  if (code === 0 && stillMissing.length === 0) return;
  throw new SetUpError(
    `${expected(stillMissing)}; apt-get ended with code ${code}:\n${lastLines(output)}\n${byHand(packages)}`,
  );
}

/**
 * The command line that starts apt-get with the right to install, or nothing when there is none.
 * @param {Machine} machine
 */
async function aptGet(machine) {
  const apt = machine.find("apt-get");
  if (apt === undefined) return undefined;
  const args = ["DEBIAN_FRONTEND=noninteractive", apt, "-o", "DPkg::Lock::Timeout=300"];
  if (machine.isRoot) return { command: "env", prefix: args };
  const sudo = machine.find("sudo");
  if (sudo === undefined || (await machine.run(sudo, ["-n", "true"])).code !== 0) return undefined;
  return { command: sudo, prefix: ["-n", "env", ...args] };
}

/**
 * Package lists may be absent (a fresh image) or out of date (the version they name is gone): a failure refreshes them.
 * @param {{ command: string, prefix: readonly string[] }} apt
 * @param {readonly string[]} packages
 * @param {Machine} machine
 */
async function installWith({ command, prefix }, packages, machine) {
  const install = () => machine.run(command, [...prefix, "install", "-y", "--no-install-recommends", ...packages]);
  const update = () => machine.run(command, [...prefix, "update"]);
  if (!machine.hasPackageLists()) {
    await update();
    return install();
  }
  const first = await install();
  if (first.code === 0) return first;
  await update();
  return install();
}

/** @param {readonly Feature[]} missing */
function expected(missing) {
  return `expected ${missing.map((feature) => feature.what).join(", ")}, not found`;
}

/** @param {readonly string[]} packages */
function byHand(packages) {
  return `  Mend: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}
