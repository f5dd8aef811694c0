import assert from "node:assert/strict";
import { test } from "node:test";
import { favicon } from "./favicon.ts";

const drawn = (count: number, isLost = false) => decodeURIComponent(favicon(count, isLost));

test("the icon is a plain diamond, bears what waits, and from ten on says only that there is more", () => {
  assert.doesNotMatch(drawn(0), /<text|<circle/);
  assert.match(drawn(5), />5<\/text>/);
  assert.match(drawn(12), />9\+<\/text>/);
});

test("the icon is hollow while the connection is lost, and keeps its count", () => {
  assert.match(drawn(0, true), /fill="none"/);
  assert.match(drawn(3, true), /fill="none".*>3</);
});

test("the icon is loaded from nowhere", () => {
  assert.match(favicon(1, false), /^data:image\/svg\+xml,%3Csvg/);
});
