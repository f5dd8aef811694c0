import { HiveError } from "@hyperhive/wire";
import { lookUp, type Sha } from "../git/git-objects.ts";
import { gitText, runGit, type GitCall } from "../git/run-git.ts";

/** A tag of an applied repository. */
export type AppliedTag = {
  /** For example `proposal/7`. */
  readonly tag: string;
  /** The commit. */
  readonly sha: Sha;
  /** What an annotated one says. */
  readonly text?: string;
};

const NEW = "0".repeat(40);
const FIELDS = ["%(refname:strip=2)", "%(objecttype)", "%(objectname)", "%(*objectname)", "%(contents)"] as const;
const MAX_TEXT = 64 * 1024;

/** The commit that a tag is on; undefined when there is no such tag. */
export async function taggedCommit(repo: GitCall, tag: string): Promise<Sha | undefined> {
  const [found] = await lookUp([`${refOf(tag)}^{commit}`], repo);
  return found?.kind === "found" ? found.sha : undefined;
}

/** Puts a tag on a commit; with `text` it says that. One that is there already stays as it is, on another commit it is an error. */
export async function placeTag(
  repo: GitCall,
  { tag, sha, text }: { tag: string; sha: Sha; text?: string },
): Promise<void> {
  const [there, commit] = await lookUp([`${refOf(tag)}^{commit}`, `${sha}^{commit}`], repo);
  if (commit?.kind !== "found") throw new HiveError("not_found", `the applied repository has no commit ${sha}`);
  if (there?.kind === "found") return checkSame({ tag, there: there.sha, sha: commit.sha });
  if (text === undefined) await runGit(["update-ref", refOf(tag), commit.sha, NEW], repo);
  else await annotate(repo, { tag, sha: commit.sha, text });
}

/** The tags of a repository, or those on one commit, by name. */
export async function listTags(repo: GitCall, sha?: Sha): Promise<readonly AppliedTag[]> {
  const format = `--format=${FIELDS.map((field) => `${field}%00`).join("")}`;
  const only = sha === undefined ? [] : [`--points-at=${sha}`];
  const listing = await gitText(["for-each-ref", format, ...only, "refs/tags"], repo);
  // After the last field comes a line end, which is the first character of the next record.
  const fields = listing.split("\0").slice(0, -1);
  return Array.from({ length: fields.length / FIELDS.length }, (_, at) =>
    tagOf(fields.slice(at * FIELDS.length, (at + 1) * FIELDS.length)),
  );
}

async function annotate(repo: GitCall, { tag, sha, text }: { tag: string; sha: Sha; text: string }): Promise<void> {
  const input = text.replaceAll("\0", "").slice(0, MAX_TEXT);
  await runGit(["tag", "--annotate", "--no-sign", "--cleanup=verbatim", "--file=-", tag, sha], { ...repo, input });
}

function checkSame({ tag, there, sha }: { tag: string; there: Sha; sha: Sha }): void {
  if (there !== sha) throw new Error(`the tag ${tag} is on ${there} and cannot be put on ${sha}`);
}

function tagOf([name = "", type, sha = "", peeled = "", text = ""]: readonly string[]): AppliedTag {
  const tag = name.trimStart();
  return type === "tag" ? { tag, sha: peeled, text: text.replace(/\n$/, "") } : { tag, sha };
}

function refOf(tag: string): string {
  if (!/^[a-z]+\/\d{1,15}$/.test(tag)) throw new TypeError(`expected a tag such as proposal/7, got ${tag}`);
  return `refs/tags/${tag}`;
}
