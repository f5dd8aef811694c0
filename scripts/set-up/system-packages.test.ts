import assert from "node:assert/strict";
import { test } from "node:test";
import { systemPackages } from "./system-packages.mjs";

type Stage = {
  isRoot?: boolean;
  programs?: readonly string[];
  hasPackageLists?: boolean;
  failures?: readonly string[];
};

/** A machine that lacks `bwrap` and `git` until apt-get installs them; each word in `failures` fails one call that holds it. */
function stage({ isRoot = true, programs = ["apt-get"], hasPackageLists = true, failures = [] }: Stage) {
  const calls: string[] = [];
  const failing = [...failures];
  let installed = false;
  const run = async (command: string, args: readonly string[]) => {
    const call = [command, ...args].join(" ");
    calls.push(call);
    const failure = failing.findIndex((word) => call.includes(word));
    if (failure !== -1) return { code: 100, output: `E: no ${failing.splice(failure, 1).join()}` };
    if (call.includes(" install ")) installed = true;
    return { code: 0, output: "" };
  };
  const features = [
    { what: "bwrap", debianPackage: "bubblewrap", isThere: () => installed },
    { what: "git", debianPackage: "git", isThere: () => installed },
    { what: "setpriv", debianPackage: "util-linux", isThere: () => true },
  ];
  const find = (name: string) => (programs.includes(name) ? `/bin/${name}` : undefined);
  const part = systemPackages(features, { isRoot, find, run, hasPackageLists: () => hasPackageLists });
  return { part, calls };
}

const install =
  "env DEBIAN_FRONTEND=noninteractive /bin/apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends bubblewrap git";
const update = "env DEBIAN_FRONTEND=noninteractive /bin/apt-get -o DPkg::Lock::Timeout=300 update";
const byHand = /Mend: sudo apt-get update && sudo apt-get install -y --no-install-recommends bubblewrap git$/;

test("root installs only what is missing, in one go", async () => {
  const { part, calls } = stage({});
  assert.equal(part.isReady(), false);
  await part.makeReady();
  assert.deepEqual(calls, [install]);
  assert.equal(part.isReady(), true);
});

test("a machine without package lists fetches them first", async () => {
  const { part, calls } = stage({ hasPackageLists: false });
  await part.makeReady();
  assert.deepEqual(calls, [update, install]);
});

test("lists that are out of date are fetched again after a failure", async () => {
  const { part, calls } = stage({ failures: [" install "] });
  await part.makeReady();
  assert.deepEqual(calls, [install, update, install]);
});

test("a user who may use sudo without a password installs through it", async () => {
  const { part, calls } = stage({ isRoot: false, programs: ["apt-get", "sudo"] });
  await part.makeReady();
  assert.deepEqual(calls, ["/bin/sudo -n true", `/bin/sudo -n ${install}`]);
});

test("a user who may not install is told what is missing and what to type", async () => {
  const { part, calls } = stage({ isRoot: false, programs: ["apt-get", "sudo"], failures: ["sudo -n true"] });
  await assert.rejects(part.makeReady(), { message: byHand });
  await assert.rejects(stage({ isRoot: false }).part.makeReady(), { message: /^expected bwrap, git, not found/ });
  assert.deepEqual(calls, ["/bin/sudo -n true"]);
});

test("a machine without apt is told what is missing", async () => {
  await assert.rejects(stage({ programs: [] }).part.makeReady(), { message: byHand });
});

test("an install that fails twice says how apt-get ended and what to type", async () => {
  const { part } = stage({ failures: [" install ", " install "] });
  await assert.rejects(part.makeReady(), (error: Error) => {
    assert.match(error.message, /apt-get ended with code 100:\n {4}E: no {2}install/);
    assert.match(error.message, byHand);
    return true;
  });
});
