const MCP_NAME = /^mcp__(.+?)__(.+)$/;

/** Whether a tool is one of hyperhive's own, and the short name a person knows it by: `send`, `Bash`, `github·search`. */
export function toolName(name: string): { short: string; own: boolean } {
  const match = MCP_NAME.exec(name);
  const [, server, tool] = match ?? [];
  if (server === undefined || tool === undefined) return { short: name, own: false };
  return server === "hyperhive" ? { short: tool, own: true } : { short: `${server}·${tool}`, own: false };
}

const TALK = new Set(["send", "recv", "ask", "answer"]);

/** Whether the call is talk with somebody: its row is open from the start, with its text as markdown. */
export function isTalk(name: string): boolean {
  const { short, own } = toolName(name);
  return own && TALK.has(short);
}
