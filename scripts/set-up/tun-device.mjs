import { chmodSync, statSync } from "node:fs";
import { say } from "./say.mjs";

/**
 * The device behind the network of a cage. A machine with udev has it as 0666; a container often has it closed, and
 * root opens it there as udev's own rule would. Nothing stops without it: only network mode `internet` needs it.
 * @param {{ path?: string, isRoot?: boolean }} [options]
 * @returns {import("./set-up.mjs").Part}
 */
export function tunDevice({ path = "/dev/net/tun", isRoot = process.getuid?.() === 0 } = {}) {
  return {
    isReady: () => mode(path) === 0o666,
    makeReady: async () => open(path, isRoot),
  };
}

/**
 * @param {string} path
 * @param {boolean} isRoot
 */
function open(path, isRoot) {
  const found = mode(path);
  if (found === undefined) return say(`${path} is missing: agents get no internet (mend: sudo modprobe tun)`);
  const octal = found.toString(8).padStart(4, "0");
  if (!isRoot) return say(`${path} is ${octal}, not 0666: agents get no internet (mend: sudo chmod 0666 ${path})`);
  say(`${path} is ${octal}, setting it to 0666 as udev does`);
  chmodSync(path, 0o666);
}

/** @param {string} path */
function mode(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : stat.mode & 0o777;
}
