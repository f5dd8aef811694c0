import type { Command } from "commander";
import type { RunVerb } from "../program.ts";
import { count } from "./option-values.ts";

/** The verbs about agents and their cages. */
export function declareAgentCommands(program: Command, runVerb: RunVerb): void {
  declareScoped(program, runVerb);
  for (const verb of ["pause", "resume"] as const) {
    program
      .command(verb)
      .description(verb === "pause" ? "hold an agent between turns" : "let a paused agent go on")
      .argument("<agent>")
      .action(
        async (name: string) =>
          await runVerb(async (context) => await (await import("../commands/pause.ts")).pause(context, name, verb)),
      );
  }
  declareInside(program, runVerb);
}

function declareScoped(program: Command, runVerb: RunVerb): void {
  program
    .command("start")
    .description("start agents")
    .argument("[agent...]")
    .option("--all", "all agents")
    .action(
      async (names: readonly string[], options: { all?: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/start.ts")).start(context, { names, ...options }),
        ),
    );
  program
    .command("stop")
    .alias("kill")
    .description("stop agents; a running turn is interrupted and its messages go back")
    .argument("[agent...]")
    .option("--all", "all agents")
    .option("--now", "do not let a running turn finish its interruption")
    .action(
      async (names: readonly string[], options: { all?: boolean; now?: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/stop.ts")).stop(context, { names, ...options }),
        ),
    );
  program
    .command("restart")
    .description("stop and start agents")
    .argument("<agent...>")
    .action(
      async (names: readonly string[]) =>
        await runVerb(async (context) => await (await import("../commands/restart.ts")).restart(context, names)),
    );
}

function declareInside(program: Command, runVerb: RunVerb): void {
  program
    .command("logs")
    .description("print the end of an agent's log")
    .argument("<agent>")
    .option("-f, --follow", "print new lines as they come")
    .option("-n, --lines <count>", "how many lines", count, 200)
    .action(
      async (name: string, options: { follow?: boolean; lines: number }) =>
        await runVerb(
          async (context) => await (await import("../commands/logs.ts")).logs(context, { name, ...options }),
        ),
    );
  program
    .command("exec")
    .description("run a command in an agent's cage: exec <agent> -- <command...>")
    .argument("<agent>")
    .argument("<command...>", "after `--`")
    .action(
      async (name: string, argv: string[]) =>
        await runVerb(async (context) => await (await import("../commands/exec.ts")).exec(context, { name, argv })),
    );
}
