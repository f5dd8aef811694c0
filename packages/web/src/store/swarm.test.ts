import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleContainer } from "./sample.ts";
import { reduceSwarm, swarmOf } from "./swarm.ts";

const swarm = swarmOf({
  containers: [sampleContainer("scout"), sampleContainer("manager"), sampleContainer("coder")],
  transients: [],
  builds: [],
});
const names = (state: typeof swarm) => state.containers.map(({ name }) => name);

test("the manager comes first and the others by name, also when one joins later", () => {
  assert.deepEqual(names(swarm), ["manager", "coder", "scout"]);
  const joined = reduceSwarm(swarm, { kind: "container_state_changed", container: sampleContainer("librarian") });
  assert.deepEqual(names(joined), ["manager", "coder", "librarian", "scout"]);
});

test("a container event replaces the row of that agent only", () => {
  const next = reduceSwarm(swarm, {
    kind: "container_state_changed",
    container: sampleContainer("coder", { turn_state: "thinking" }),
  });
  assert.equal(next.containers[1]?.turn_state, "thinking");
  assert.equal(next.containers[2], swarm.containers[2]);
});

test("what is pending lives beside the container and survives its events until it is cleared", () => {
  const set = reduceSwarm(swarm, { kind: "transient_set", name: "coder", transient: "restarting", since: 5 });
  const changed = reduceSwarm(set, {
    kind: "container_state_changed",
    container: sampleContainer("coder", { running: false }),
  });
  assert.deepEqual(changed.pending, { coder: { transient: "restarting", since: 5 } });
  assert.deepEqual(reduceSwarm(changed, { kind: "transient_cleared", name: "coder" }).pending, {});
});

test("a removed agent leaves with what was pending on it", () => {
  const set = reduceSwarm(swarm, { kind: "transient_set", name: "coder", transient: "destroying", since: 5 });
  const gone = reduceSwarm(set, { kind: "container_removed", name: "coder" });
  assert.deepEqual(names(gone), ["manager", "scout"]);
  assert.deepEqual(gone.pending, {});
});
