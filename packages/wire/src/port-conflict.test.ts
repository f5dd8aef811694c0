import assert from "node:assert/strict";
import { test } from "node:test";
import { portConflicts } from "./port-conflict.ts";

test("a port that several agents claim is a conflict, each cluster is named once", () => {
  const claims = [
    { name: "scout", port: 8471 },
    { name: "coder", port: 8202 },
    { name: "gardener", port: 8471 },
    { name: "bard", port: 8110 },
    { name: "oracle", port: 8110 },
  ];
  assert.deepEqual(portConflicts(claims), [
    { port: 8110, agents: ["bard", "oracle"] },
    { port: 8471, agents: ["scout", "gardener"] },
  ]);
});

test("ports that differ are no conflict", () => {
  assert.deepEqual(portConflicts([{ name: "coder", port: 8202 }]), []);
});
