import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Check } from "./check.ts";

type LockEntry = { readonly hasInstallScript?: boolean; readonly os?: readonly string[]; readonly resolved?: string };

/** The lock file installs anywhere: no package runs a script at install (npm 12 blocks them), none is tied to one registry. */
export const lockFile: Check = {
  name: "lock file",
  async run(root) {
    const { packages }: { packages: Record<string, LockEntry> } = JSON.parse(
      await readFile(join(root, "package-lock.json"), "utf8"),
    );
    return Object.entries(packages).flatMap(([path, entry]) => complaints(path, entry));
  },
};

function complaints(path: string, entry: LockEntry): readonly string[] {
  const found: string[] = [];
  if (entry.hasInstallScript === true && runsOnLinux(entry)) {
    found.push(`package-lock.json: \`${path}\` needs an install script, expected a package that works without`);
  }
  if (/^https?:/.test(entry.resolved ?? "")) {
    found.push(
      `package-lock.json: \`${path}\` is tied to ${entry.resolved}; run \`npm install --omit-lockfile-registry-resolved\``,
    );
  }
  return found;
}

function runsOnLinux({ os }: LockEntry): boolean {
  return os === undefined || os.includes("linux");
}
