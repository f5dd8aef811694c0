import type { AgentConfig, ExtraMcpServer } from "@hyperhive/wire";
import { isDeepStrictEqual } from "node:util";
import { finding, quoted, type Finding } from "./finding.ts";

/** A new MCP server, and whatever an old one runs, is given or may do without asking, is high; less of it is low. */
export function judgeServers(before: AgentConfig, after: AgentConfig): readonly Finding[] {
  const old = new Map(Object.entries(before.mcp_servers));
  const gone = [...old.keys()].filter((name) => !Object.hasOwn(after.mcp_servers, name));
  return [
    ...Object.entries(after.mcp_servers).flatMap(([name, server]) => judgeServer(name, old.get(name), server)),
    ...gone.map((name) => finding("low", `MCP server ${quoted(name)}: removed`)),
  ];
}

function judgeServer(name: string, before: ExtraMcpServer | undefined, after: ExtraMcpServer): readonly Finding[] {
  if (before === undefined) return [finding("high", `new MCP server ${quoted(name)}: runs ${commandOf(after)}`)];
  const who = `MCP server ${quoted(name)}`;
  const sameCommand = before.command === after.command && isDeepStrictEqual(before.args, after.args);
  return [
    ...(sameCommand ? [] : [finding("high", `${who}: runs ${commandOf(before)} → ${commandOf(after)}`)]),
    ...changedNames(before.env, after.env).map((variable) =>
      finding("high", `${who}: env ${quoted(variable)} changed`),
    ),
    ...judgeAllowed(who, before.allowed_tools, after.allowed_tools),
  ];
}

function judgeAllowed(who: string, before: readonly string[], after: readonly string[]): readonly Finding[] {
  const covers = (tools: readonly string[], tool: string) => tools.includes("*") || tools.includes(tool);
  const wider = after.some((tool) => !covers(before, tool));
  const narrower = before.some((tool) => !covers(after, tool));
  if (!wider && !narrower) return [];
  return [finding(wider ? "high" : "low", `${who}: allowed_tools ${quoted(...before)} → ${quoted(...after)}`)];
}

function commandOf({ command, args }: ExtraMcpServer): string {
  return quoted([command, ...args].join(" "));
}

function changedNames(before: ExtraMcpServer["env"], after: ExtraMcpServer["env"]): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const valueIn = (env: ExtraMcpServer["env"], name: string) => (Object.hasOwn(env, name) ? env[name] : undefined);
  return [...names].filter((name) => valueIn(before, name) !== valueIn(after, name));
}
