import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

test("a descriptor that the parent left open is closed, and Node's own stay open", (context) => {
  const module = fileURLToPath(new URL("./close-stray-descriptors.ts", import.meta.url));
  const script = `const { closeStrayDescriptors } = await import(${JSON.stringify(module)});
    const { openSync, readFileSync, readdirSync } = await import("node:fs");
    const own = openSync("/dev/null");
    const isOpen = () => readdirSync("/proc/self/fd").includes("40");
    const before = isOpen();
    closeStrayDescriptors();
    console.log(before, isOpen(), readFileSync(own, "utf8") === "");`;
  // A plain sh cannot name a descriptor above 9, and Node itself marks the low ones.
  const { stdout, error } = spawnSync(
    "bash",
    ["-c", 'exec "$@" 40</dev/null', "bash", process.execPath, "--input-type=module", "-e", script],
    {
      env: { PATH: process.env.PATH },
      encoding: "utf8",
    },
  );
  if (error) return context.skip("this host has no bash");
  assert.equal(stdout, "true false true\n");
});
