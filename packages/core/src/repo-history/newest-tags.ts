import type { RepoTag } from "@hyperhive/wire";
import { wordsOf } from "../config-repo/describe-commit.ts";
import { lookUp, readObjects, type Lookup, type Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";

type Ref = { readonly name: string; readonly sha: Sha };
type Found = Extract<Lookup, { readonly kind: "found" }>;

const MAX_TAGS = 500;
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_LISTING_BYTES = 32 * 1024 * 1024;
// The others say how it ended.
const FIRST_STEPS = ["proposal", "approved", "building"];

/** The newest 500 tags of a repository that the core tags, by the number of their approval and then by its steps, the last one first: the dates in commits are anybody's. Texts of more than 8 MiB together are left out. */
export async function newestTags(call: GitCall): Promise<RepoTag[]> {
  const refs = newestFirst(await listRefs(call)).slice(0, MAX_TAGS);
  if (refs.length === 0) return [];
  const found = await lookUp(
    refs.map(({ sha }) => sha),
    call,
  );
  const texts = await readTexts(found, call);
  return refs.map(({ name, sha }) => ({ name, sha, ...texts.get(sha) }));
}

async function listRefs(call: GitCall): Promise<readonly Ref[]> {
  const limits = { maxBytes: MAX_LISTING_BYTES, beyond: "cut" } as const;
  const format = "--format=%(objectname) %(refname:strip=2)";
  const { stdout } = await runGit(["for-each-ref", format, "refs/tags"], { ...call, ...limits });
  const lines = stdout.toString().split("\n").slice(0, -1);
  return lines.map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }));
}

/** What the annotated ones among them say, and the commits that they are on. */
async function readTexts(found: readonly Lookup[], call: GitCall): Promise<ReadonlyMap<Sha, Omit<RepoTag, "name">>> {
  const shas = [...withinBudget(found.filter(isTag))];
  const objects = await readObjects(shas, { ...call, maxBytes: MAX_TEXT_BYTES });
  return new Map(shas.map((sha, at) => [sha, partsOf(objects[at] ?? Buffer.of())]));
}

function* withinBudget(tags: readonly Found[]): Generator<Sha> {
  let left = MAX_TEXT_BYTES;
  for (const { sha, size } of tags) {
    left -= size;
    if (left < 0) return;
    yield sha;
  }
}

function isTag(one: Lookup): one is Found {
  return one.kind === "found" && one.type === "tag";
}

function partsOf(object: Buffer): Omit<RepoTag, "name"> {
  const { at, message } = wordsOf(object, "tagger");
  // `object <sha>` is the first line of a tag.
  return { sha: object.toString("latin1", 7, 47), at, message };
}

// Each number is read once: there may be very many tags.
function newestFirst(refs: readonly Ref[]): Ref[] {
  return refs
    .map((ref) => ({ ref, number: numberOf(ref), step: stepOf(ref) }))
    .toSorted(
      (one, other) => other.number - one.number || other.step - one.step || (one.ref.name < other.ref.name ? -1 : 1),
    )
    .map(({ ref }) => ref);
}

function numberOf({ name }: Ref): number {
  return Number(/\/(\d{1,15})$/.exec(name)?.[1] ?? -1);
}

function stepOf({ name }: Ref): number {
  const step = FIRST_STEPS.indexOf(name.slice(0, name.indexOf("/")));
  return step === -1 ? FIRST_STEPS.length : step;
}
