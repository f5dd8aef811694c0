import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { QuestionState } from "@hyperhive/wire";
import { startQuestions, type QuestionsStage } from "./questions.test-support.ts";

/** What a question ought to be, as simply as it can be said. */
type Expected = {
  readonly id: number;
  readonly asker: string;
  readonly target: string;
  readonly deadline: number;
  ending?: { readonly state: Exclude<QuestionState, "open">; readonly answer: string; readonly answerer: string };
};

type Model = { readonly questions: Expected[]; now: number };
type Hive = { readonly stage: QuestionsStage };
type Command = fc.AsyncCommand<Model, Hive>;

const ASKERS = ["coder", "tester", "manager"];

class Ask implements Command {
  readonly #asker: string;
  readonly #to: string;
  readonly #ttl: number | undefined;

  constructor(asker: string, to: string, ttl: number | undefined) {
    this.#asker = asker;
    this.#to = to;
    this.#ttl = ttl;
  }

  check = (model: Readonly<Model>) =>
    this.#asker !== this.#to && openIn(model).filter(({ asker }) => asker === this.#asker).length < 25;

  async run(model: Model, { stage }: Hive): Promise<void> {
    const ttl = this.#ttl === undefined ? {} : { ttl_seconds: this.#ttl };
    const id = await stage.ask(this.#asker, { to: this.#to, ...ttl });
    const deadline = this.#ttl === undefined ? Infinity : model.now + this.#ttl * 1000;
    model.questions.push({ id, asker: this.#asker, target: this.#to, deadline });
  }

  toString = () => `ask(${this.#asker} → ${this.#to}, ${this.#ttl})`;
}

/** Several ends of one question that are asked for in the same round; the first that may wins. */
class End implements Command {
  readonly #pick: number;
  readonly #attempts: readonly { readonly how: "answer" | "cancel"; readonly by: string }[];

  constructor(pick: number, attempts: readonly { readonly how: "answer" | "cancel"; readonly by: string }[]) {
    this.#pick = pick;
    this.#attempts = attempts;
  }

  check = (model: Readonly<Model>) => model.questions.length > 0;

  async run(model: Model, { stage }: Hive): Promise<void> {
    const question = model.questions[this.#pick % model.questions.length] as Expected;
    const expected = this.#attempts.map((attempt) => expectEnd(question, attempt));
    const { questions } = stage;
    const ends = this.#attempts.map(({ how, by }) =>
      how === "answer" ? questions.answer(by, { id: question.id, answer: by }) : questions.cancel(by, question.id),
    );
    const got = (await Promise.allSettled(ends)).map((end) =>
      end.status === "fulfilled" ? "ok" : (end.reason as { code: string }).code,
    );
    assert.deepEqual(got, expected);
  }

  toString = () => `end(${this.#pick}, ${this.#attempts.map(({ how, by }) => `${how} by ${by}`).join(", ")})`;
}

class Wait implements Command {
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  check = () => true;

  async run(model: Model, { stage }: Hive): Promise<void> {
    model.now += this.#ms;
    for (const question of openIn(model).filter(({ deadline }) => deadline <= model.now))
      question.ending = { state: "expired", answer: "[expired]", answerer: "ttl-watchdog" };
    stage.hive.clock.advance(this.#ms);
    await stage.settle();
  }

  toString = () => `wait(${this.#ms})`;
}

/** The core dies, and is down for a while. */
class Restart implements Command {
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  check = () => true;

  async run(model: Model, hive: Hive): Promise<void> {
    hive.stage.questions.close();
    await new Wait(this.#ms).run(model, hive);
    hive.stage.restart();
    await new Wait(0).run(model, hive);
  }

  toString = () => `restart(${this.#ms})`;
}

function openIn(model: Readonly<Model>): Expected[] {
  return model.questions.filter(({ ending }) => ending === undefined);
}

function expectEnd(question: Expected, { how, by }: { how: "answer" | "cancel"; by: string }): string {
  const { asker, target } = question;
  if (how === "answer" && by !== "operator" && by !== target) return "forbidden";
  if (how === "cancel" && !["operator", "manager", asker].includes(by))
    return by === target ? "forbidden" : "not_found";
  if (question.ending !== undefined) return "already_decided";
  question.ending =
    how === "answer"
      ? { state: "answered", answer: by, answerer: by }
      : { state: "cancelled", answer: by === "operator" ? "[cancelled]" : `[cancelled by ${by}]`, answerer: by };
  return "ok";
}

async function checkEverything({ questions }: Model, { stage }: Hive): Promise<void> {
  const rows = [...stage.questions.newestEnded(1000), ...stage.questions.open()];
  assert.equal(rows.length, questions.length, "no question is lost");
  for (const { id, asker, ending } of questions) {
    const row = rows.find((one) => one.id === id);
    assert.partialDeepStrictEqual(row, ending ?? { state: "open" });
    const heard = stage.told(asker).filter((event) => event.event === "question_answered" && event.id === id);
    assert.equal(heard.length, ending === undefined ? 0 : 1, `question ${id}: its asker hears exactly one answer`);
    if (ending !== undefined)
      assert.partialDeepStrictEqual(heard[0], { answer: ending.answer, answerer: ending.answerer });
    const told = stage.events.filter((event) => event.kind === "question_resolved" && event.question.id === id);
    assert.equal(told.length, ending === undefined ? 0 : 1, `question ${id}: the pages hear of its one end`);
  }
}

const who = fc.constantFrom("operator", ...ASKERS);
const attempt = fc.record({ how: fc.constantFrom("answer" as const, "cancel" as const), by: who });
const commands = fc.commands<Model, Hive, false>(
  [
    fc
      .tuple(fc.constantFrom(...ASKERS), who, fc.constantFrom(undefined, 1, 5))
      .map(([asker, to, ttl]) => new Ask(asker, to, ttl)),
    fc.tuple(fc.nat(50), fc.array(attempt, { minLength: 1, maxLength: 3 })).map(([pick, ends]) => new End(pick, ends)),
    fc.constantFrom(1, 1000, 5000).map((ms) => new Wait(ms)),
    fc.constantFrom(0, 1000, 5000).map((ms) => new Restart(ms)),
  ],
  { size: "medium", maxCommands: 60 },
);

test("whatever is asked, answered, expired, cancelled, overridden and cut off by restarts, in any order: each question ends exactly once and its asker hears exactly one answer", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      await using stage = startQuestions();
      const model: Model = { questions: [], now: stage.hive.clock.now() };
      const hive = { stage };
      await fc.asyncModelRun(() => ({ model, real: hive }), steps);
      await checkEverything(model, hive);
    }),
    { numRuns: 40 },
  );
});
