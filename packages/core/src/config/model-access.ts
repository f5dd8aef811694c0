import { readFileSync } from "node:fs";
import { HiveError } from "@hyperhive/wire";
import { Secret } from "./secret.ts";

/** How agents reach a model: through the core's gateway, which adds the credential, or by a log-in of their own. */
export type ModelAccess =
  | { readonly mode: "key"; readonly upstream: URL; readonly key?: Secret }
  | { readonly mode: "login" };

const ANTHROPIC = "https://api.anthropic.com";

/** Key mode when the operator gave a key or an upstream, else log-in mode. Throws when what was given cannot be used. */
export function readModelAccess(env: Readonly<Record<string, string | undefined>>): ModelAccess {
  const key = readKey(env);
  const url = env["HYPERHIVE_MODEL_URL"];
  if (key === undefined && !url) return { mode: "login" };
  return { mode: "key", upstream: readUpstream(url || ANTHROPIC), ...(key !== undefined && { key }) };
}

function readKey(env: Readonly<Record<string, string | undefined>>): Secret | undefined {
  const file = env["HYPERHIVE_MODEL_KEY_FILE"];
  const text = file ? readKeyFile(file) : (env["ANTHROPIC_API_KEY"] ?? "").trim();
  if (text === "") return undefined;
  if (/^[\x21-\x7e]+$/.test(text)) return new Secret(text);
  const where = file ? `\`HYPERHIVE_MODEL_KEY_FILE\`: ${file}` : "`ANTHROPIC_API_KEY`";
  throw new HiveError("bad_request", `${where}: expected one key of printable characters without spaces`);
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new HiveError("bad_request", `\`HYPERHIVE_MODEL_KEY_FILE\`: cannot read ${file}`, { cause });
  }
}

function readUpstream(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === "https:" || url.protocol === "http:")) return url;
  throw new HiveError(
    "bad_request",
    `\`HYPERHIVE_MODEL_URL\`: expected an http or https URL, got ${JSON.stringify(text)}`,
  );
}
