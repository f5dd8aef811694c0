import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { Decisions } from "../store/decisions.ts";
import { sampleApproval, sampleContainer, sampleQuestion } from "../store/sample.ts";
import { createWaiting, waitingFor } from "./waiting.ts";

const none: Decisions = { questions: [], pending: [], history: [] };
const login = (name: string) => sampleContainer(name, { needs_login: true });
const crashed = sampleContainer("tester", { running: false, failed: true });

test("questions, approvals and log-ins are counted; an agent in trouble is only shown", () => {
  const decisions = { ...none, questions: [sampleQuestion(41), sampleQuestion(42)], pending: [sampleApproval(87)] };
  const { count, calls } = waitingFor(decisions, [login("librarian"), crashed, sampleContainer("coder")]);
  assert.equal(count, 4);
  assert.deepEqual(
    calls.map(({ tone, text, href }) => [tone, text, href]),
    [
      ["you", "2 questions", "#questions"],
      ["you", "1 approval", "#approvals"],
      ["you", "librarian: log in", "#agent-librarian"],
      ["bad", "tester crashed", "#agent-tester"],
    ],
  );
});

test("the question that ends first lends its deadline to the chip", () => {
  const questions = [
    sampleQuestion(1, { deadline_at: 900 }),
    sampleQuestion(2, { deadline_at: 500 }),
    sampleQuestion(3),
  ];
  assert.equal(waitingFor({ ...none, questions }, []).calls[0]?.deadlineAt, 500);
  assert.equal(waitingFor({ ...none, questions: [sampleQuestion(3)] }, []).calls[0]?.deadlineAt, undefined);
});

test("several agents become one chip with their number, and nothing has no chip", () => {
  assert.deepEqual(
    waitingFor(none, [login("manager"), login("scout")]).calls.map(({ text, href }) => [text, href]),
    [["2 need login", "#agent-manager"]],
  );
  assert.deepEqual(waitingFor(none, [sampleContainer("coder")]), { count: 0, calls: [] });
});

test("an event that changes nothing of the banner leaves it the same object", () => {
  const decisions = signal<Decisions | undefined>(undefined);
  const swarm = signal({ containers: [login("scout")] });
  const waiting = createWaiting({ decisions, swarm });
  assert.equal(waiting.peek(), undefined);
  decisions.value = none;
  const before = waiting.peek();
  swarm.value = { containers: [sampleContainer("scout", { needs_login: true, ctx: 5000 })] };
  assert.equal(waiting.peek(), before);
  swarm.value = { containers: [] };
  assert.equal(waiting.peek()?.count, 0);
});
