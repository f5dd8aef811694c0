import { Option, type Command } from "commander";
import type { DiffBase } from "@hyperhive/wire";
import { MAX_HISTORY_ROWS } from "@hyperhive/wire/plain";
import type { RunVerb } from "../program.ts";
import { countUpTo, numberOf, numbersOf } from "./option-values.ts";

const BASES: Readonly<Record<DiffBase, string>> = {
  running: "what runs now",
  approved: "what was approved last, built or not",
  previous: "the older proposal that waits before it",
};

/** The verbs with which the operator decides on approvals. */
export function declareDecisionCommands(program: Command, runVerb: RunVerb): void {
  declareLists(program, runVerb);
  declareDiff(program, runVerb);
  declareDecisions(program, runVerb);
}

function declareLists(program: Command, runVerb: RunVerb): void {
  program
    .command("pending")
    .description("list what waits for you to approve")
    .action(
      async () => await runVerb(async (context) => await (await import("../commands/pending.ts")).pending(context)),
    );
  program
    .command("history")
    .description("list what was decided, newest last")
    .argument("[agent]", "only about this one")
    .option("-n, --lines <count>", `how many, at most ${MAX_HISTORY_ROWS}`, countUpTo(MAX_HISTORY_ROWS), 20)
    .action(
      async (agent: string | undefined, { lines: limit }: { lines: number }) =>
        await runVerb(
          async (context) =>
            await (await import("../commands/history.ts")).history(context, { limit, ...(agent && { agent }) }),
        ),
    );
  program
    .command("loose-ends")
    .description("list everything in the hive that still waits on somebody")
    .action(
      async () =>
        await runVerb(async (context) => await (await import("../commands/loose-ends.ts")).looseEnds(context)),
    );
}

function declareDiff(program: Command, runVerb: RunVerb): void {
  program
    .command("diff")
    .description("print what a proposal changes")
    .argument("<id>", "number of the approval", numberOf("an approval"))
    .addOption(new Option("--base <what>", "what to compare it with").choices(Object.keys(BASES)).default("running"))
    .addHelpText("after", basesHelp)
    .action(
      async (id: number, { base }: { base: DiffBase }) =>
        await runVerb(async (context) => await (await import("../commands/diff.ts")).diff(context, { id, base })),
    );
}

function basesHelp(): string {
  const lines = Object.entries(BASES).map(([base, what]) => `  ${base.padEnd(10)}${what}`);
  return ["", "Bases; where there is no such thing the answer says what it took instead:", ...lines].join("\n");
}

function declareDecisions(program: Command, runVerb: RunVerb): void {
  program
    .command("approve")
    .description("approve, and follow what is built for it")
    .argument("<id...>", "numbers of approvals", numbersOf("an approval"))
    .option("--no-wait", "do not follow the build")
    .action(
      async (ids: readonly number[], { wait }: { wait: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/approve.ts")).approve(context, { ids, wait }),
        ),
    );
  program
    .command("deny")
    .description("deny; what was denied may be asked for again")
    .argument("<id...>", "numbers of approvals", numbersOf("an approval"))
    .option("--note <text>", "why; the one who asked reads it")
    .action(
      async (ids: readonly number[], options: { note?: string }) =>
        await runVerb(
          async (context) => await (await import("../commands/deny.ts")).deny(context, { ids, ...options }),
        ),
    );
  program
    .command("revise")
    .description("send a proposal back to be changed")
    .argument("<id>", "number of the approval", numberOf("an approval"))
    .argument("<text...>", "what is to be changed; `-` reads it from stdin")
    .action(
      async (id: number, words: readonly string[]) =>
        await runVerb(async (context) => await (await import("../commands/revise.ts")).revise(context, { id, words })),
    );
}
