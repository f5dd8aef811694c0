import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApprovalView, DashboardEvent, InboxRow, Question } from "@hyperhive/wire";
import { Backlog } from "./backlog.ts";
import { noticeOf, type PushNotice } from "./push-notice.ts";

function approval(over: Partial<ApprovalView> = {}): DashboardEvent {
  const base = {
    kind: "apply_commit",
    commit_ref: "main",
    requested_at: 1,
    status: "pending",
    stage: "pending",
  } as const;
  return {
    kind: "approval_added",
    approval: { id: 87, agent: "coder", requested_by: "manager", supersedes: [], ...base, ...over },
  };
}

function question(over: Partial<Question> = {}): DashboardEvent {
  const base = { id: 41, asker: "manager", target: "operator", question: "tea?", options: [], multi: false } as const;
  return { kind: "question_added", question: { ...base, options: [], asked_at: 1, state: "open", ...over } };
}

function sent(over: Partial<InboxRow> = {}): DashboardEvent {
  const base = { id: 12, from: "coder", to: "operator", body: "done", sent_at: 1, chain_id: "c", hops: 0 } as const;
  return { kind: "sent", message: { ...base, file_refs: [], state: "queued", attempts: 0, ...over } };
}

test("an approval says whose it is, how risky and why, and opens itself", () => {
  const risk = { level: "high" as const, reasons: ["network"] };
  assert.deepEqual(noticeOf(approval({ risk, description: "needs the net" })), {
    kind: "approval",
    message: {
      title: "approve a change of coder?",
      body: "high risk: needs the net",
      tag: "hyperhive:approval:87",
      url: "/#apr-87",
    },
  });
  const spawn = noticeOf(approval({ kind: "spawn", agent: "tester" }));
  assert.deepEqual([spawn?.message.title, spawn?.message.body], ["approve a new agent: tester?", "it waits for you"]);
});

test("a question says who asks, and opens itself", () => {
  assert.deepEqual(noticeOf(question()), {
    kind: "question",
    message: { title: "hm1nd asks", body: "tea?", tag: "hyperhive:question:41", url: "/#q-41" },
  });
});

test("of a host event the operator is told the note that is meant for people", () => {
  const body = JSON.stringify({ event: "message_dead", note: "message 7 was never finished" });
  const notice = noticeOf(sent({ from: "system", body }));
  assert.deepEqual(
    [notice?.message.title, notice?.message.body],
    ["message from system", "message 7 was never finished"],
  );
  assert.equal(noticeOf(sent({ from: "system", body: "no json" }))?.message.body, "no json");
  assert.equal(noticeOf(sent({ from: "coder", body }))?.message.body, body, "an agent's JSON is its text");
});

test("nothing is told of what the operator did, of what is between agents, or of what only changed", () => {
  for (const event of [
    approval({ requested_by: "operator" }),
    question({ target: "coder" }),
    sent({ from: "operator" }),
    sent({ to: "coder" }),
    { ...approval(), kind: "approval_changed" } as DashboardEvent,
    { kind: "container_removed", name: "coder" } as const,
  ]) {
    assert.equal(noticeOf(event), undefined);
  }
});

test("the longest and strangest of texts stays one short line that every encoder takes", () => {
  const nasty = `${"😀\u202e".repeat(300)}\n\u001b[31m${"漢".repeat(70_000)}`;
  const { title, body } = noticeOf(sent({ body: nasty }))?.message ?? assert.fail();
  assert.ok(body.isWellFormed());
  assert.ok(body.length <= 121 && body.endsWith("…"), body);
  assert.doesNotMatch(body, /[\p{Cc}\u202e]/u);
  assert.ok(Buffer.byteLength(title + body) < 1024);
  const bodyOf = (text: string) => noticeOf(sent({ body: text }))?.message.body;
  assert.equal(bodyOf("  one\r\n\ttwo\u2066 three "), "one two three");
  assert.equal(bodyOf(`${"a".repeat(119)}😀b`), `${"a".repeat(119)}…`);
});

test("what piles up is told one by one while it is little, and as one when it is much", () => {
  const backlog = new Backlog();
  const notice = (id: number): PushNotice => noticeOf(question({ id })) ?? assert.fail();
  for (let id = 1; id <= 8; id += 1) backlog.add(notice(id));
  assert.equal(backlog.take()?.message.tag, "hyperhive:question:1");
  for (let id = 9; id <= 20; id += 1) backlog.add(notice(id));
  assert.partialDeepStrictEqual(backlog.take()?.message, {
    title: "19 questions wait for you",
    tag: "hyperhive:question:20",
    url: "/#q-20",
  });
  assert.equal(backlog.take(), undefined);
  backlog.add(notice(21));
  assert.equal(backlog.take()?.message.tag, "hyperhive:question:21");
});
