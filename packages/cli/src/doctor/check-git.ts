import type { Check } from "./finding.ts";
import { firstLineOf } from "./run-program.ts";

/** git is there: configuration flows as commits. */
export const checkGit: Check = async ({ cli }) => {
  const { ok, detail } = await firstLineOf("git", ["--version"], { PATH: cli.env["PATH"] });
  if (ok) return [{ name: "git", state: "ok", detail }];
  return [
    { name: "git", state: "problem", detail, mend: "install the package git, on Debian: `sudo apt-get install git`" },
  ];
};
