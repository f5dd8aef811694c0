import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AgentConfig } from "@hyperhive/wire";
import type { Flavor } from "../flavor.ts";

/** Settings file for claude that ships with the harness. */
export const CLAUDE_SETTINGS_FILE = fileURLToPath(new URL("../../prompts/claude-settings.json", import.meta.url));

/** Who an agent is, and what its own configuration adds to that. */
export type PromptFacts = {
  readonly name: string;
  readonly pronouns: string;
  readonly config: Pick<AgentConfig, "mounts" | "prompt">;
};

/** Reads the prompt of a flavor from its shipped file, fills in who is meant, and adds the agent's own places and role. */
export async function readSystemPrompt(flavor: Flavor, { config, ...who }: PromptFacts): Promise<string> {
  const file = new URL(`../../prompts/${flavor}.md`, import.meta.url);
  const shipped = fillPrompt(await readFile(file, "utf8"), who);
  // The role is never filled: its text is the operator's own.
  return [shipped.trimEnd(), ...morePlaces(config), ...role(config)].join("\n\n").concat("\n");
}

function morePlaces({ mounts }: PromptFacts["config"]): readonly string[] {
  if (mounts.length === 0) return [];
  const lines = mounts.map(
    ({ target, access }) => `- \`${target}\`: ${access === "rw" ? "read and write" : "read-only"}.`,
  );
  return ["# More places", lines.join("\n")];
}

function role({ prompt = "" }: PromptFacts["config"]): readonly string[] {
  return prompt.trim() === "" ? [] : ["# Your role", prompt.trim()];
}

/** Fills `{{word}}` in a prompt. Throws when the prompt asks for a word that nobody gives. */
export function fillPrompt(template: string, words: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`the prompt uses ${whole}; known are ${Object.keys(words).join(", ")}`);
    return value;
  });
}
