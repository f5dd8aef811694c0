import type { Command } from "commander";
import { MAX_HISTORY_ROWS } from "@hyperhive/wire/plain";
import type { RunVerb } from "../program.ts";
import { countUpTo, numberOf, numbersOf } from "./option-values.ts";

/** The verbs about questions and reminders. */
export function declareQuestionCommands(program: Command, runVerb: RunVerb): void {
  program
    .command("questions")
    .description("list the questions that wait for you")
    .option("--all", "those among agents and the newest that ended as well")
    .option("-n, --lines <count>", `how many, at most ${MAX_HISTORY_ROWS}`, countUpTo(MAX_HISTORY_ROWS), 50)
    .action(
      async ({ lines: limit, ...options }: { all?: boolean; lines: number }) =>
        await runVerb(
          async (context) => await (await import("../commands/questions.ts")).questions(context, { limit, ...options }),
        ),
    );
  program
    .command("answer")
    .description("answer a question, also one that was asked of an agent")
    .argument("<id>", "number of the question", numberOf("a question"))
    .argument("[text...]", "`-` reads it from stdin")
    .option("-o, --option <number>", "choose this option; again for more", numbersOf("an option"))
    .action(
      async (id: number, words: readonly string[], options: { option?: readonly number[] }) =>
        await runVerb(
          async (context) => await (await import("../commands/answer.ts")).answer(context, { id, words, ...options }),
        ),
    );
  program
    .command("cancel-question")
    .description("end a question without an answer")
    .argument("<id>", "number of the question", numberOf("a question"))
    .action(
      async (id: number) =>
        await runVerb(
          async (context) => await (await import("../commands/cancel-question.ts")).cancelQuestion(context, id),
        ),
    );
  declareReminders(program, runVerb);
}

function declareReminders(program: Command, runVerb: RunVerb): void {
  program
    .command("reminders")
    .description("list the reminders that are pending or have failed")
    .argument("[agent]", "only this one's")
    .action(
      async (agent: string | undefined) =>
        await runVerb(async (context) => await (await import("../commands/reminders.ts")).reminders(context, agent)),
    );
  program
    .command("cancel-reminder")
    .description("delete a reminder")
    .argument("<id>", "number of the reminder", numberOf("a reminder"))
    .action(
      async (id: number) =>
        await runVerb(
          async (context) => await (await import("../commands/cancel-reminder.ts")).cancelReminder(context, id),
        ),
    );
}
