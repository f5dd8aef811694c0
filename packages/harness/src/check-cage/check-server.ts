import type { ExtraMcpServer } from "@hyperhive/wire";
import { findProgram } from "./find-program.ts";
import { fact, problem, type Finding } from "./finding.ts";

/** Tells whether the program of an extra MCP server can be started; `searchPath` counts unless the server's own `env` has one. */
export async function checkServer(
  name: string,
  { command, env }: ExtraMcpServer,
  searchPath: string,
): Promise<Finding> {
  const path = env["PATH"] ?? searchPath;
  const found = await findProgram(command, path);
  const field = `\`mcp_servers.${name}.command\``;
  switch (found.kind) {
    case "found":
      return fact(`MCP server ${name}: ${found.path} found`);
    case "not_executable":
      return problem(
        `MCP server ${name}: ${found.path} may not be executed by the agent; make it executable on the host`,
      );
    case "missing":
      return problem(
        command.includes("/")
          ? `MCP server ${name}: there is no program ${command} in the cage; mount it with \`mounts\`, or correct ${field}`
          : `MCP server ${name}: there is no program ${command} on the PATH (${path}); install it on the host below /usr, or mount it with \`mounts\` and give its path as ${field}`,
      );
    default:
      return found satisfies never;
  }
}
