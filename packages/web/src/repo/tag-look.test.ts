import assert from "node:assert/strict";
import { test } from "node:test";
import { tagsByCommit, tagTone } from "./tag-look.ts";

test("a tag takes the colour of the step it tells of, and an unknown one none", () => {
  assert.deepEqual(["deployed/87", "denied/86", "failed/1", "proposal/87", "v1", "constructor/1", ""].map(tagTone), [
    "ok",
    "limit",
    "bad",
    "calm",
    "calm",
    "calm",
    "calm",
  ]);
});

test("tags stand with their commit, in their order", () => {
  const tags = [
    { name: "deployed/2", sha: "b" },
    { name: "approved/2", sha: "b" },
    { name: "deployed/1", sha: "a" },
  ];
  assert.deepEqual(
    tagsByCommit(tags)
      .get("b")
      ?.map(({ name }) => name),
    ["deployed/2", "approved/2"],
  );
  assert.equal(tagsByCommit(tags).get("c"), undefined);
});
