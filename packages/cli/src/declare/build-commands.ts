import type { Command } from "commander";
import { MAX_HISTORY_ROWS } from "@hyperhive/wire/plain";
import type { RunVerb } from "../program.ts";
import { countUpTo, numberOf } from "./option-values.ts";

/** The verbs about builds. */
export function declareBuildCommands(program: Command, runVerb: RunVerb): void {
  program
    .command("rebuild")
    .alias("update")
    .description("bring agents to what is deployed once more, and follow their builds")
    .argument("<agent...>")
    .option("--no-wait", "do not follow the builds")
    .action(
      async (names: readonly string[], { wait }: { wait: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/rebuild.ts")).rebuild(context, { names, wait }),
        ),
    );
  program
    .command("builds")
    .description("list the build queue and what was built, newest last")
    .option("-n, --lines <count>", `how many, at most ${MAX_HISTORY_ROWS}`, countUpTo(MAX_HISTORY_ROWS), 20)
    .action(
      async ({ lines: limit }: { lines: number }) =>
        await runVerb(async (context) => await (await import("../commands/builds.ts")).builds(context, { limit })),
    );
  program
    .command("build")
    .description("print what a build printed, and how it stands")
    .argument("<id>", "number of the build", numberOf("a build"))
    .option("-f, --follow", "go on until the build has ended")
    .action(
      async (id: number, options: { follow?: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/build.ts")).build(context, { id, ...options }),
        ),
    );
  program
    .command("cancel-build")
    .description("cancel a build that waits or runs")
    .argument("<id>", "number of the build", numberOf("a build"))
    .action(
      async (id: number) =>
        await runVerb(async (context) => await (await import("../commands/cancel-build.ts")).cancelBuild(context, id)),
    );
}
