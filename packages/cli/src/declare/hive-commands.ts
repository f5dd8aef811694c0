import type { Command } from "commander";
import type { RunVerb } from "../program.ts";
import { port } from "./option-values.ts";

/** The verbs about the hive as a whole. */
export function declareHiveCommands(program: Command, runVerb: RunVerb): void {
  program
    .command("serve")
    .description("run the core in the foreground")
    .option("--port <port>", "port of the dashboard on 127.0.0.1, 0 for any free one (HYPERHIVE_PORT)", port)
    .option("--verbose", "print the whole log on a terminal, not only warnings")
    .action(
      async (options: { port?: number; verbose?: boolean }) =>
        await runVerb(async (context) => await (await import("../commands/serve.ts")).serve(context, options)),
    );
  program
    .command("status")
    .description("say how the hive and its agents are")
    .action(
      async () => await runVerb(async (context) => await (await import("../commands/status.ts")).status(context)),
    );
  program
    .command("list")
    .description("name all agents")
    .action(async () => await runVerb(async (context) => await (await import("../commands/list.ts")).list(context)));
  program
    .command("login-link")
    .description("print a new one-time link that logs a browser in")
    .action(
      async () =>
        await runVerb(async (context) => await (await import("../commands/login-link.ts")).loginLink(context)),
    );
  program
    .command("doctor")
    .description("check everything that the hive needs, and say how to mend it")
    .action(
      async () => await runVerb(async (context) => await (await import("../commands/doctor.ts")).doctor(context)),
    );
  program
    .command("completion")
    .description("print a completion script: source <(hive-c0re completion bash)")
    .argument("<shell>", "bash, zsh or fish")
    .action(
      async (shell: string) =>
        await runVerb(async ({ cli }) =>
          (await import("../commands/completion.ts")).completionScript({ program, stdout: cli.stdout }, shell),
        ),
    );
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(
      async (words: readonly string[]) =>
        await runVerb(
          async (context) => await (await import("../commands/complete.ts")).complete(context, program, words),
        ),
    );
}
