import assert from "node:assert/strict";
import { test } from "node:test";
import { buildOutputSchema } from "@hyperhive/wire";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { startPages } from "./pages.test-support.ts";

const DONE = { status: 200, ok: true };

test("a build is shown with what it printed, also while it runs", async (t) => {
  const { get, post, runtime, untilBuild } = await startPages(t);
  runtime.nextBuilds.push({ lines: ["looking at the mounts"], hangs: true });
  await post("rebuild", { name: "coder" });
  await until(() => runtime.building === 1, "the build to run");
  const { status, ...answer } = await get("api/build/1");
  const { build, lines } = buildOutputSchema.parse(answer);
  assert.deepEqual([status, build.agent, build.state], [200, "coder", "running"]);
  assert.deepEqual(
    lines.map(({ seq }) => seq),
    lines.map((_, index) => index + 1),
  );
  assert.ok(lines.some(({ line }) => line === "looking at the mounts"));
  assert.deepEqual(await post("cancel-build/1"), DONE);
  const ended = await untilBuild(({ id }) => id === 1);
  assert.deepEqual([ended.state, ended.note], ["cancelled", "cancelled by the operator"]);
  assert.deepEqual(buildOutputSchema.parse(await get("api/build/1")).build, ended);
});

test("a build that is over or was never there is not cancelled", async (t) => {
  const { get, post, untilBuild } = await startPages(t);
  await post("rebuild", { name: "coder" });
  await untilBuild(({ id }) => id === 1);
  assert.partialDeepStrictEqual(await post("cancel-build/1"), { status: 409, code: "already_decided" });
  for (const path of ["api/build/9", "api/build/x"]) assert.equal((await get(path)).ok, false, path);
  assert.partialDeepStrictEqual(await get("api/build/9"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await post("cancel-build/9"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await get("api/build/1", {}), { status: 401, code: "not_logged_in" });
});

test("without a session or from a foreign page no build is cancelled", async (t) => {
  const { core, cookie, origin, post, runtime } = await startPages(t);
  runtime.nextBuilds.push({ hangs: true });
  await post("rebuild", { name: "coder" });
  await until(() => runtime.building === 1, "the build to run");
  assert.equal((await post("cancel-build/1", undefined, { origin })).status, 401);
  assert.equal((await post("cancel-build/1", undefined, { cookie, origin: "https://evil.example" })).status, 403);
  assert.equal(core.builds.find(1).state, "running");
});
