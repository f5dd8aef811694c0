import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleContainer } from "../store/sample.ts";
import { swarmOf } from "../store/swarm.ts";
import { agentRows, clashes } from "./agent-rows.ts";

const containers = ["manager", "coder", "scout"].map((name) => sampleContainer(name));
const names = (transients: Parameters<typeof swarmOf>[0]["transients"]) =>
  agentRows(swarmOf({ containers, transients, builds: [] })).map(({ name }) => name);

test("an agent that is being made has its place among the names before it has a cage", () => {
  assert.deepEqual(names([]), ["manager", "coder", "scout"]);
  assert.deepEqual(
    names([
      { name: "zoe", transient: "spawning", since: 1 },
      { name: "bard", transient: "spawning", since: 1 },
      { name: "coder", transient: "stopping", since: 1 },
    ]),
    ["manager", "bard", "coder", "scout", "zoe"],
  );
});

test("each agent of a port conflict is told of the others", () => {
  const told = clashes([{ port: 8471, agents: ["manager", "coder", "scout"] }], (name) =>
    name === "manager" ? "hm1nd" : name,
  );
  assert.deepEqual(
    [...told],
    [
      ["manager", "coder and scout"],
      ["coder", "hm1nd and scout"],
      ["scout", "hm1nd and coder"],
    ],
  );
});
