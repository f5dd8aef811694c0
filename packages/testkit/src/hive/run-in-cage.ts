import type { HostClient } from "@hyperhive/client";

/** What a command in a cage came to; `output` is stdout and stderr as they came. */
export type CageRun = { readonly exitCode: number; readonly output: string };

/** Runs a command in an agent's cage over the host socket, to its end. */
export async function runInCage(host: HostClient, name: string, argv: readonly string[]): Promise<CageRun> {
  let output = "";
  for await (const item of host.stream("exec", { name, argv: [...argv] })) {
    if ("exit_code" in item) return { exitCode: item.exit_code, output };
    output += Buffer.from("stdout" in item ? item.stdout : item.stderr, "base64").toString();
  }
  throw new Error(`the exec of ${argv.join(" ")} in ${name} ended without an exit code`);
}
