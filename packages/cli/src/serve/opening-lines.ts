import type { Core } from "@hyperhive/core";
import { columns } from "../render/columns.ts";
import { relativeTime } from "../render/relative-time.ts";

/** What a person needs to know once a core runs: where it is, how to get in, where its state and its model are. */
export function openingLines(
  { config, url }: Pick<Core, "config" | "url">,
  { link, now }: { link: { url: string; expiresAt: number }; now: number },
): string[] {
  return [
    config.demo ? "the hive is up (DEMO: answers come from a script)" : "the hive is up",
    ...columns([
      ["  pages", url],
      ["  log in", `${link.url}  (works once, ends ${relativeTime(link.expiresAt, now)})`],
      ["  state", config.stateDir],
      ["  model", modelLine(config.model)],
    ]),
    "ctrl-C stops the core; the agents go on",
  ];
}

function modelLine(model: Core["config"]["model"]): string {
  if (model.mode === "key") return `key held by the core, for ${model.upstream.host}; unset it and restart for log-ins`;
  return "each agent logs in: `hive-c0re exec <agent> -- claude auth login`; or restart with ANTHROPIC_API_KEY set";
}
