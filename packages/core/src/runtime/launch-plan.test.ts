import assert from "node:assert/strict";
import { test } from "node:test";
import { execArgv } from "./exec-plan.ts";
import { launchArgv } from "./launch-plan.ts";
import { KEEPER_SCRIPT, NETWORK_SCRIPT, STAGE_SCRIPT, TERMINAL_SCRIPT } from "./launch-scripts.ts";

const tools = {
  ip: "/bin/ip",
  bwrap: "/bin/bwrap",
  nsenter: "/bin/nsenter",
  setpriv: "/bin/setpriv",
  sh: "/bin/sh",
  slirp4netns: "/bin/slirp4netns",
  unshare: "/bin/unshare",
};
const account = { uid: 7, gid: 8 };
const hostile = ["run", "$(reboot)", "; rm"];

/** Shows a chain as one line, each fixed script by its name. */
function line(argv: readonly string[]): string {
  const names = new Map([
    [STAGE_SCRIPT, "STAGE"],
    [NETWORK_SCRIPT, "NETWORK"],
    [KEEPER_SCRIPT, "KEEPER"],
    [TERMINAL_SCRIPT, "TERMINAL"],
  ]);
  return argv.map((word) => names.get(word) ?? word).join(" ");
}

const BWRAP = "/bin/bwrap --args 5 --json-status-fd 4 --seccomp 6 -- run $(reboot) ; rm";

test("without root and without a network of its own a cage is one user namespace and bwrap", () => {
  const expected = `/bin/unshare --user --map-root-user -- /bin/sh -c KEEPER sh - ${BWRAP}`;
  for (const network of ["none", "host"] as const)
    assert.equal(line(launchArgv({ tools, network, command: hostile })), expected);
});

test("`internet` makes the network namespace outside of bwrap and has slirp4netns wait for it", () => {
  assert.equal(
    line(launchArgv({ tools, network: "internet", command: hostile })),
    `/bin/sh -c NETWORK sh /bin/slirp4netns /bin/unshare --user --map-root-user --net -- /bin/sh -c KEEPER sh /bin/ip ${BWRAP}`,
  );
});

test("a root core stages the sources, then drops to the account before any namespace of the cage is made", () => {
  const staging = { folder: "/run/hive/stage", sources: ["/root/a", "/root/b"], tunOwner: "7:8" };
  assert.equal(
    line(launchArgv({ tools, network: "none", command: hostile, drop: { account, staging } })),
    "/bin/unshare --mount --propagation private -- /bin/sh -c STAGE sh /run/hive/stage 7:8 /root/a /root/b -- " +
      "/bin/setpriv --reuid=7 --regid=8 --clear-groups --inh-caps=-all --no-new-privs -- " +
      `/bin/unshare --user --map-root-user -- /bin/sh -c KEEPER sh - ${BWRAP}`,
  );
});

test("a missing program is refused with the package that has it", () => {
  const { slirp4netns: _, ...without } = tools;
  assert.throws(() => launchArgv({ tools: without, network: "internet", command: hostile }), {
    code: "unsupported",
    message: /install the package slirp4netns/,
  });
  assert.doesNotThrow(() => launchArgv({ tools: without, network: "none", command: hostile }));
});

const record = {
  cage: "h-ada",
  startedAt: 0,
  network: "internet",
  cwd: "/state",
  home: "/home/agent",
  processes: { keeper: { pid: 10, startTime: 1 }, init: { pid: 20, startTime: 1 } },
} as const;
const PATHS = "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

test("a command enters the outer namespaces first, and its environment is set inside", () => {
  assert.equal(
    line(execArgv(tools, { ...record, account }, { argv: ["id"], env: { LD_PRELOAD: "x" } })),
    "/bin/setpriv --reuid=7 --regid=8 --clear-groups --inh-caps=-all --no-new-privs -- " +
      "/bin/nsenter --user=/proc/10/ns/user --net=/proc/10/ns/net --preserve-credentials -- " +
      "/bin/nsenter --target=20 --user --mount --pid --ipc --uts --cgroup --preserve-credentials -- " +
      `/usr/bin/env -i -C /state -- ${PATHS} HOME=/home/agent TERM=dumb LD_PRELOAD=x id`,
  );
});

test("a command on a terminal shields what waits for it from Ctrl-C", () => {
  assert.equal(
    line(execArgv(tools, { ...record, network: "none" }, { argv: ["id"], cwd: "/", pty: { cols: 1, rows: 1 } })),
    "/bin/setpriv --no-new-privs -- /bin/sh -c TERMINAL sh " +
      "/bin/nsenter --user=/proc/10/ns/user --preserve-credentials -- " +
      "/bin/nsenter --target=20 --user --mount --pid --ipc --uts --cgroup --net --preserve-credentials -- " +
      `/usr/bin/env -i -C / --default-signal=INT,QUIT -- ${PATHS} HOME=/home/agent TERM=xterm-256color id`,
  );
});
