import type { Command } from "commander";
import type { RunVerb } from "../program.ts";

/** The verbs with which agents come and go. */
export function declareExistenceCommands(program: Command, runVerb: RunVerb): void {
  program
    .command("spawn")
    .description("create an agent and start it; one that was destroyed comes back")
    .argument("<name>", "a-z, 0-9 and inner hyphens")
    .option("--config <file>", "an agent.json; `-` reads it from stdin")
    .action(
      async (name: string, options: { config?: string }) =>
        await runVerb(
          async (context) => await (await import("../commands/spawn.ts")).spawn(context, { name, ...options }),
        ),
    );
  program
    .command("request-spawn")
    .description("file the spawn of an agent for approval")
    .argument("<name>", "a-z, 0-9 and inner hyphens")
    .option("--key <key>", "asking twice with the same key files one approval")
    .action(
      async (name: string, options: { key?: string }) =>
        await runVerb(
          async (context) =>
            await (await import("../commands/request-spawn.ts")).requestSpawn(context, { name, ...options }),
        ),
    );
  program
    .command("destroy")
    .description("remove an agent's cage; its files stay unless purged")
    .argument("<agent>")
    .option("--purge", "delete everything of it for good")
    .option("--yes", "do not ask")
    .action(
      async (name: string, options: { purge?: boolean; yes?: boolean }) =>
        await runVerb(
          async (context) => await (await import("../commands/destroy.ts")).destroy(context, { name, ...options }),
        ),
    );
}
