import assert from "node:assert/strict";
import { test } from "node:test";
import { repoHash, repoRouteOf } from "./repo-route.ts";

test("an address leads to a history or a commit, and back", () => {
  for (const route of [{ repo: "coder" }, { repo: "meta", sha: "3f9c2a7d41be" }, { repo: "a b/c%" }])
    assert.deepEqual(repoRouteOf(repoHash(route)), route);
});

test("what names no place is no route", () => {
  for (const hash of [
    "",
    "#repo",
    "#repo/",
    "#repo/coder/../x",
    "#repo/coder/HEAD",
    "#repo/%",
    "#repo/a/b/c",
    "#apr-1",
  ])
    assert.equal(repoRouteOf(hash), undefined, hash);
});
