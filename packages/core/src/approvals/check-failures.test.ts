import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { openStore } from "../store/store.ts";
import { ApprovalStore } from "./approval-store.ts";
import { checkFailures } from "./check-failures.ts";

const HOUR_MS = 3_600_000;
const coder = toAgentName("coder");

test("a hundred failed submissions in a row are enough for an hour, for that agent", () => {
  const store = openStore(":memory:");
  const approvals = new ApprovalStore(store);
  const request = { agent: coder, kind: "apply_commit", commitRef: "abcdef1", requestedBy: "manager" } as const;
  for (let at = 1; at <= 100; at++) {
    checkFailures(approvals, coder, at);
    const { id } = approvals.insert({ ...request, requestedAt: at, stage: "submitting" });
    approvals.update(id, { stage: "failed", resolvedAt: at, note: "no such commit" });
  }
  assert.throws(() => checkFailures(approvals, coder, 101), { code: "too_many", message: /submit again later/ });
  checkFailures(approvals, toAgentName("tester"), 101);
  checkFailures(approvals, coder, HOUR_MS + 1);
  approvals.update(50, { risk: { level: "low", reasons: [] } });
  checkFailures(approvals, coder, 101);
  store.close();
});
