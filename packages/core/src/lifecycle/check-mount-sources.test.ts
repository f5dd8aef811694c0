import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { checkMountSources } from "./check-mount-sources.ts";

test("a mount may not lead into the hive's own directories, not by a link either", async (t) => {
  const dir = tempFolderOf(t);
  const roots = { stateDir: join(dir, "state"), runDir: join(dir, "run") };
  for (const folder of ["state/agents/other/claude", "run", "data"]) mkdirSync(join(dir, folder), { recursive: true });
  symlinkSync(join(dir, "state/agents/other"), join(dir, "data/link"));
  const check = (source: string) =>
    checkMountSources([{ source: join(dir, source), target: "/d", access: "ro" }], roots);
  await check("data");
  await check("not-there");
  for (const source of ["data/link/claude", "data/link", "state", "run", "."])
    await assert.rejects(check(source), { code: "forbidden", message: /belongs to the hive alone/ }, source);
});

test("a source is named as what it is, not by a link", async (t) => {
  const dir = tempFolderOf(t);
  const roots = { stateDir: join(dir, "state"), runDir: join(dir, "run") };
  mkdirSync(join(dir, "data/inner"), { recursive: true });
  symlinkSync(join(dir, "data"), join(dir, "link"));
  for (const source of ["link", "link/inner"]) {
    const mounts = [{ source: join(dir, source), target: "/d", access: "ro" } as const];
    await assert.rejects(checkMountSources(mounts, roots), { code: "forbidden", message: /name \S+\/data\S* itself/ });
  }
});

test("a link does not lead to the kernel's own view either", async (t) => {
  const dir = tempFolderOf(t);
  for (const [name, target] of Object.entries({ own: "/proc/self", all: "/proc", dev: "/dev/null", sys: "/sys" })) {
    symlinkSync(target, join(dir, name));
    const mounts = [{ source: join(dir, name), target: "/d", access: "ro" } as const];
    const roots = { stateDir: join(dir, "state"), runDir: join(dir, "run") };
    const expected = { code: "forbidden", message: /cannot be given to a cage/ };
    await assert.rejects(checkMountSources(mounts, roots), expected, name);
  }
});
