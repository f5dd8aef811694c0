import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The revision of the checkout in 12 characters, or `unknown` where there is no git or no repository. */
export async function readRev(codeRoot: string): Promise<string> {
  // Nothing of the environment: a hook or a pager of the user's has no business here.
  const env = {
    PATH: "/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  };
  const args = ["-c", `safe.directory=${codeRoot}`, "-C", codeRoot, "rev-parse", "--short=12", "HEAD"];
  try {
    const { stdout } = await promisify(execFile)("git", args, { env, timeout: 5_000 });
    return stdout.trim();
  } catch {
    return "unknown";
  }
}
