import assert from "node:assert/strict";
import { test } from "node:test";
import { hiveRoots } from "./hive-roots.ts";

const user = { env: {}, flags: {}, uid: 1000, home: "/home/ada" };

test("root keeps its hive in the system's directories", () => {
  assert.deepEqual(hiveRoots({ ...user, uid: 0 }), { stateDir: "/var/lib/hyperhive", runDir: "/run/hyperhive" });
});

test("a user's hive lives below the XDG directories", () => {
  const env = { XDG_STATE_HOME: "/home/ada/state", XDG_RUNTIME_DIR: "/run/user/1000" };
  assert.deepEqual(hiveRoots({ ...user, env }), {
    stateDir: "/home/ada/state/hyperhive",
    runDir: "/run/user/1000/hyperhive",
  });
});

test("without a runtime directory the sockets go below the state directory", () => {
  assert.deepEqual(hiveRoots(user), {
    stateDir: "/home/ada/.local/state/hyperhive",
    runDir: "/home/ada/.local/state/hyperhive/run",
  });
});

test("a flag wins over the variable and the variable over the default", () => {
  const env = { HYPERHIVE_STATE_DIR: "/a", HYPERHIVE_RUN_DIR: "/b/" };
  assert.deepEqual(hiveRoots({ ...user, env, flags: { stateDir: "/c" } }), { stateDir: "/c", runDir: "/b" });
});

test("a relative directory is refused by its name", () => {
  assert.throws(
    () => hiveRoots({ ...user, env: { HYPERHIVE_STATE_DIR: "hive" } }),
    /`HYPERHIVE_STATE_DIR`: expected an absolute path, got "hive"/,
  );
});

test("a run directory too long for a socket path is refused with what to do", () => {
  const env = { HYPERHIVE_RUN_DIR: `/${"x".repeat(90)}` };
  assert.throws(() => hiveRoots({ ...user, env }), {
    code: "unsupported",
    message: /at most 107 bytes, got 110 .*a shorter `HYPERHIVE_RUN_DIR`/,
  });
});
