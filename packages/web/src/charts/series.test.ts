import assert from "node:assert/strict";
import { test } from "node:test";
import { chartWords, headline, peakOf, SERIES, type Series } from "./series.ts";

const points = (...values: number[]) => values.map((value, at) => ({ at, value }));
const of = (key: Series["key"]) => SERIES.find((series) => series.key === key) ?? assert.fail();
const names = { when: (at: number) => `t${at}`, range: "the last 24 hours" };

test("a level tells the most in the newest step, a count what came in all", () => {
  assert.equal(headline(of("approvals_waiting"), points(5, 1)), "1");
  assert.equal(headline(of("messages"), points(1200, 34)), "1,234");
  assert.equal(headline(of("cost"), points(0.5, 3.62)), "$4.12");
  assert.equal(headline(of("questions_open"), []), "0");
});

test("the peak is the latest of the highest, and there is none while nothing was", () => {
  assert.deepEqual(peakOf(points(1, 3, 3, 0)), { at: 2, value: 3 });
  assert.equal(peakOf(points(0, 0)), undefined);
});

test("a chart says in words what it shows", () => {
  assert.equal(
    chartWords(of("approvals_waiting"), points(0, 3, 1), names),
    "approvals waiting over the last 24 hours: 1 approval lately, most at t1: 3 approvals",
  );
  assert.equal(
    chartWords(of("cost"), points(0.5, 3), names),
    "cost over the last 24 hours: $3.50 in all, most at t1: $3.00",
  );
  assert.equal(chartWords(of("turns"), points(0), names), "turns over the last 24 hours: none");
});
