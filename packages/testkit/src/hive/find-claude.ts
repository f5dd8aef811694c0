import { createRequire } from "node:module";

/** The path of the real claude binary, as the agent SDK's own platform package holds it. Throws when that package is not installed. */
export function findClaude(): string {
  const sdk = createRequire(import.meta.resolve("@anthropic-ai/claude-agent-sdk"));
  return sdk.resolve(`@anthropic-ai/claude-agent-sdk-linux-${process.arch}/claude`);
}
