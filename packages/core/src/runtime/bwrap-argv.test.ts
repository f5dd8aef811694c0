import assert from "node:assert/strict";
import { test } from "node:test";
import { bwrapOptions, type CageView } from "./bwrap-argv.ts";

const view: CageView = {
  cage: "h-ada",
  network: "internet",
  layout: { links: [{ path: "/bin", target: "usr/bin" }], paths: ["/usr"] },
  mounts: [],
  env: { A: "1" },
  home: "/home/agent",
  cwd: "/state",
};

test("the options of a plain cage are these, word by word", () => {
  assert.deepEqual(bwrapOptions(view).join(" ").split(" --"), [
    "--die-with-parent",
    "new-session",
    "cap-drop ALL",
    "unshare-user",
    "uid 1000",
    "gid 1000",
    "unshare-pid",
    "unshare-ipc",
    "unshare-cgroup-try",
    "unshare-uts",
    "hostname h-ada",
    "ro-bind /usr /usr",
    "symlink usr/bin /bin",
    "proc /proc",
    "dev /dev",
    "perms 1777",
    "tmpfs /dev/shm",
    "remount-ro /dev",
    "perms 1777",
    "tmpfs /tmp",
    "perms 1777",
    "tmpfs /var/tmp",
    "dir /run",
    "perms 0700",
    "tmpfs /home/agent",
    "remount-ro /",
    "clearenv",
    "setenv A 1",
    "chdir /state",
  ]);
});

test("only `none` gets a network namespace from bwrap itself", () => {
  const unshares = (network: CageView["network"]) => bwrapOptions({ ...view, network }).includes("--unshare-net");
  assert.deepEqual([unshares("internet"), unshares("host"), unshares("none")], [false, false, true]);
});

test("a mount never hides one below it, whatever their order", () => {
  const outer = { source: "/a", target: "/state", access: "rw" } as const;
  const inner = { source: "/b", target: "/state/applied", access: "ro" } as const;
  const words = bwrapOptions({ ...view, mounts: [inner, outer] }).join(" ");
  assert.match(words, /--bind \/a \/state --ro-bind \/b \/state\/applied/);
});
