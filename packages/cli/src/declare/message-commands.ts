import type { Command } from "commander";
import type { RunVerb } from "../program.ts";
import { count, numberOf } from "./option-values.ts";

/** The verbs about messages. */
export function declareMessageCommands(program: Command, runVerb: RunVerb): void {
  program
    .command("send")
    .description("send a message as the operator")
    .argument("<to>", "an agent, or `*` for all")
    .argument("<text...>", "`-` reads it from stdin")
    .option("--key <key>", "sending twice with the same key stores one message")
    .option("--reply-to <id>", "the message that this one answers", numberOf("a message"))
    .action(
      async (to: string, words: readonly string[], options: { key?: string; replyTo?: number }) =>
        await runVerb(
          async (context) => await (await import("../commands/send.ts")).send(context, { to, words, ...options }),
        ),
    );
  program
    .command("inbox")
    .description("print the messages to the operator, newest last")
    .option("-n, --lines <count>", "how many messages", count, 20)
    .option("--read", "count what is printed, and everything before it, as read")
    .action(
      async (options: { lines: number; read?: boolean }) =>
        await runVerb(async (context) => await (await import("../commands/inbox.ts")).inbox(context, options)),
    );
  program
    .command("message")
    .description("print a message and what became of it")
    .argument("<id>", "number of the message", numberOf("a message"))
    .action(
      async (number: number) =>
        await runVerb(async (context) => await (await import("../commands/message.ts")).message(context, number)),
    );
  program
    .command("release")
    .description("put a dead or parked message back in its queue")
    .argument("<id>", "number of the message", numberOf("a message"))
    .action(
      async (number: number) =>
        await runVerb(async (context) => await (await import("../commands/release.ts")).release(context, number)),
    );
  program
    .command("dismiss")
    .description("let a dead or parked message go: nobody gets it")
    .argument("<id>", "number of the message", numberOf("a message"))
    .action(
      async (number: number) =>
        await runVerb(async (context) => await (await import("../commands/dismiss.ts")).dismiss(context, number)),
    );
}
