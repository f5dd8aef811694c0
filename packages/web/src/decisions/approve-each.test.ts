import assert from "node:assert/strict";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { sampleApproval } from "../store/sample.ts";
import { approveEach, lowRisk } from "./approve-each.ts";

const risk = (level: "low" | "medium" | "high") => ({ risk: { level, reasons: [] } });

test("only what was judged to be of low risk counts, and no new agent, and nothing that a newer one replaces", () => {
  const pending = [
    sampleApproval(1, risk("low")),
    sampleApproval(2, risk("medium")),
    sampleApproval(3),
    sampleApproval(4, { ...risk("low"), superseded_by: 5 }),
    sampleApproval(5, risk("low")),
    sampleApproval(6, { ...risk("low"), kind: "spawn" }),
  ];
  assert.deepEqual(
    lowRisk(pending).map(({ id }) => id),
    [1, 5],
  );
});

test("they are approved one by one in their order", async () => {
  const calls: number[] = [];
  const words = await approveEach([88, 90, 91], async (id) => void calls.push(id));
  assert.deepEqual([calls, words], [[88, 90, 91], "approved #88, #90 and #91"]);
});

test("one that is refused is named with the reason and does not hold up the others", async () => {
  const outcome = approveEach([88, 90, 91], async (id) => {
    if (id === 90) throw new HiveError("already_decided", "#90 is denied already");
    return await Promise.resolve();
  });
  await assert.rejects(outcome, { message: "approved #88 and #91; #90 was not: #90 is denied already" });
});
