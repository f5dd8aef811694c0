import { HiveError } from "@hyperhive/wire";
import { lookUp, type Sha } from "../git/git-objects.ts";
import type { ShownRepo } from "./shown-repo.ts";

/** The commit that 7 to 40 hex digits stand for, on `main` or only under a tag. Throws `bad_request` for anything else and when several begin like that, `not_found`. */
export async function findCommit({ repo, call }: ShownRepo, typed: string, field = "sha"): Promise<Sha> {
  if (!/^[0-9a-f]{7,40}$/i.test(typed)) {
    const given = JSON.stringify(typed.slice(0, 60));
    throw new HiveError("bad_request", `\`${field}\`: expected 7 to 40 hex digits of a commit, got ${given}`);
  }
  const [commit, any] = await lookUp([`${typed}^{commit}`, typed], call);
  if (commit?.kind === "found") return commit.sha;
  if (any?.kind === "ambiguous")
    throw new HiveError("bad_request", `\`${field}\`: ${typed} begins several objects; give more of its digits`);
  throw new HiveError("not_found", `the repository of ${repo} has no commit ${typed}`);
}
