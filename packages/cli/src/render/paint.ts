import { styleText } from "node:util";
import type { Cli, Output } from "../cli.ts";

/** What a colour stands for. */
export type Tone = "good" | "bad" | "warn" | "note" | "faint" | "strong";

const FORMATS = { good: "green", bad: "red", warn: "yellow", note: "cyan", faint: "gray", strong: "bold" } as const;

/** Colours text for a terminal; leaves it alone anywhere else and under NO_COLOR. */
export function painter(cli: Pick<Cli, "env">, out: Output): (tone: Tone, text: string) => string {
  const coloured = out.isTTY === true && !cli.env["NO_COLOR"] && cli.env["TERM"] !== "dumb";
  return (tone, text) => (coloured ? styleText(FORMATS[tone], text, { validateStream: false }) : text);
}
