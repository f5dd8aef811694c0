import { execFile } from "node:child_process";
import { promisify } from "node:util";

const PATIENCE_MS = 10_000;

/** Runs a program with nothing but the given environment and resolves with the first line it prints, or with why it did not run. */
export async function firstLineOf(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ ok: boolean; detail: string }> {
  try {
    const { stdout } = await promisify(execFile)(file, [...args], { env: { ...env }, timeout: PATIENCE_MS, cwd: "/" });
    return { ok: true, detail: stdout.split("\n")[0] ?? "" };
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    return { ok: false, detail: code === "ENOENT" ? "not found" : stderr?.trim() || message };
  }
}
