import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { checkBuildCage, checkSpec } from "../runtime/check-spec.ts";
import type { CageSpec } from "../runtime/runtime.ts";
import { cageFactsOf } from "./cage-facts.test-support.ts";
import { cageSpec } from "./cage-spec.ts";
import { trialSpec } from "./trial-spec.ts";

const mounts = [
  { source: "/srv/data", target: "/data", access: "rw" as const },
  { source: "/srv/books", target: "/books" },
];

const real = (name: string) => cageSpec(cageFactsOf(name, { mounts, network: "none", limits: { memory_mb: 512 } }));
const trial = (name: string) => trialSpec(real(name), toAgentName(name));
const targets = ({ mounts: all }: CageSpec) => all.map(({ target }) => target);

for (const name of ["coder", "manager"]) {
  test(`a trial of ${name} has neither its sockets nor its log-in`, () => {
    const left = targets(real(name)).filter((target) => !targets(trial(name)).includes(target));
    assert.deepEqual(left, ["/run/hive", "/home/agent/.claude"]);
  });

  test(`a trial of ${name} can write to nothing but the extra mounts that promise it`, () => {
    const writable = trial(name).mounts.filter(({ access }) => access === "rw");
    assert.deepEqual(targets({ ...trial(name), mounts: writable }), ["/data"]);
  });
}

test("a trial runs the probe that stands beside the harness, in a cage and with a log of its own", () => {
  const { cage, argv, logFile } = trial("coder");
  assert.equal(cage, "b-coder");
  assert.deepEqual(argv, ["/opt/hyperhive/bin/node", "/opt/hyperhive/packages/harness/src/bin/check-cage.ts"]);
  assert.equal(logFile, "/s/agents/coder/trial.log");
});

test("all else is as in the agent's cage", () => {
  const { network, env, cwd, limits } = real("coder");
  assert.partialDeepStrictEqual(trial("coder"), { network, env, cwd, limits });
});

test("the longest name gives a cage that the runtime takes", () => {
  const spec = trial("a".repeat(63));
  assert.doesNotThrow(() => checkSpec(spec));
  assert.doesNotThrow(() => checkBuildCage(spec.cage));
});
