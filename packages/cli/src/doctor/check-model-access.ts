import type { Check } from "./finding.ts";

const HOW_TO_CHANGE = "set `ANTHROPIC_API_KEY` or `HYPERHIVE_MODEL_KEY_FILE` for the core to hold the key";

/** Agents have a way to a model: a key that the core holds, or a log-in of their own. */
export const checkModelAccess: Check = async ({ cli: { env }, core }) => {
  const key = Boolean(env["ANTHROPIC_API_KEY"] || env["HYPERHIVE_MODEL_KEY_FILE"] || env["HYPERHIVE_MODEL_URL"]);
  const access = core?.model_access ?? (key ? "key" : "login");
  if (access === "key")
    return [{ name: "model access", state: "ok", detail: "key: the core holds it, no cage sees it" }];
  const detail = "log-in: each agent logs in by itself";
  const mend = `log agents in with \`hive-c0re exec <agent> -- claude auth login\`, or ${HOW_TO_CHANGE}`;
  return [{ name: "model access", state: "note", detail, mend }];
};
