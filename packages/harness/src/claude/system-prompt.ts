import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Flavor } from "../flavor.ts";

/** Settings file for claude that ships with the harness. */
export const CLAUDE_SETTINGS_FILE = fileURLToPath(new URL("../../prompts/claude-settings.json", import.meta.url));

/** Reads the role of a flavor from its shipped prompt file and fills in who is meant. */
export async function readSystemPrompt(flavor: Flavor, who: { name: string; pronouns: string }): Promise<string> {
  const file = new URL(`../../prompts/${flavor}.md`, import.meta.url);
  return fillPrompt(await readFile(file, "utf8"), who);
}

/** Fills `{{word}}` in a prompt. Throws when the prompt asks for a word that nobody gives. */
export function fillPrompt(template: string, words: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`the prompt uses ${whole}; known are ${Object.keys(words).join(", ")}`);
    return value;
  });
}
