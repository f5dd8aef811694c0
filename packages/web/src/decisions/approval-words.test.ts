import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleApproval } from "../store/sample.ts";
import {
  approvedWords,
  approveWords,
  listedIds,
  otherBaseWords,
  relationWords,
  stageWords,
  titleOf,
} from "./approval-words.ts";

test("the first line of a description is the title; without one the title says what it comes to", () => {
  assert.deepEqual(titleOf(sampleApproval(1, { description: "push own branches\n\nonly `agent/coder/*`\n" })), {
    title: "push own branches",
    text: "only `agent/coder/*`",
  });
  assert.equal(titleOf(sampleApproval(1)).title, "a change of coder");
  assert.equal(titleOf(sampleApproval(1, { kind: "spawn", makes: "new" })).title, "a new agent, coder");
  assert.equal(titleOf(sampleApproval(1, { kind: "spawn", makes: "back" })).title, "coder comes back");
  assert.equal(titleOf(sampleApproval(1, { kind: "init_config" })).title, "a place to configure coder in");
});

test("what approving does besides is told: other proposals that end, an agent that appears or returns", () => {
  assert.deepEqual(relationWords(sampleApproval(1)), []);
  assert.deepEqual(relationWords(sampleApproval(89, { supersedes: [86, 87], superseded_by: 90, makes: "new" })), [
    "approving creates coder, which is not in the hive",
    "takes the place of #86 and #87 when it is deployed",
    "#90 is newer and takes the place of this when it is deployed",
  ]);
  assert.match(
    relationWords(sampleApproval(1, { kind: "spawn", makes: "back" })).join(),
    /brings coder back with its files/,
  );
  assert.deepEqual([listedIds([]), listedIds([4]), listedIds([1, 2, 3])], ["", "#4", "#1, #2 and #3"]);
});

test("approving says what it builds, and afterwards what follows", () => {
  assert.equal(approveWords(sampleApproval(87)), "approve 87: build and deploy coder at 3f9c2a7");
  assert.equal(approveWords(sampleApproval(88, { kind: "spawn", agent: "scout" })), "approve 88: create scout");
  assert.equal(approvedWords(sampleApproval(87)), "approved #87, build queued");
  assert.equal(approvedWords(sampleApproval(88, { kind: "spawn", agent: "scout" })), "approved #88, creating scout");
});

test("what was approved says where it stands until it is there", () => {
  assert.deepEqual(stageWords(sampleApproval(1, { stage: "building" })), { words: "building…", isUnderWay: true });
  assert.deepEqual(stageWords(sampleApproval(1, { stage: "deployed", kind: "spawn" })), {
    words: "spawned",
    isUnderWay: false,
  });
  assert.equal(stageWords(sampleApproval(1, { stage: "denied" })), undefined);
});

test("another base than the one asked for is named with the reason", () => {
  assert.equal(otherBaseWords("running", "running"), undefined);
  assert.match(otherBaseWords("previous", "running") ?? "", /no other proposal waits: compared with what runs/);
  assert.match(otherBaseWords("approved", "nothing") ?? "", /not in the hive/);
});
