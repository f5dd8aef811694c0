import { existsSync } from "node:fs";
import { join } from "node:path";
import { HiveError, type AgentName } from "@hyperhive/wire";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";
import { EMPTY_TREE } from "../git/git-environment.ts";
import { lookUp, type Sha } from "../git/git-objects.ts";
import { removeMatching } from "../git/remove-leftovers.ts";
import { runGit, type GitCall } from "../git/run-git.ts";
import { KeyedMutex } from "../keyed-mutex.ts";
import { listTags, placeTag, taggedCommit, type AppliedTag } from "./applied-tags.ts";
import { checkCommitRef } from "./commit-ref.ts";
import { describeCommit, type CommitWords } from "./describe-commit.ts";
import { diffCommits, type CommitDiff, type CommitRange } from "./diff-commits.ts";
import { pinCommit } from "./pin-commit.ts";
import { readTree } from "./read-tree.ts";
import { recoverRepos } from "./recover-repos.ts";
import { removeRepos } from "./remove-repos.ts";
import { seedApplied, type SeedFiles } from "./seed-applied.ts";
import { seedProposed } from "./seed-proposed.ts";
import { withCommits } from "./with-commits.ts";

const MAIN = "refs/heads/main";

/** The configurations of all agents as git: what the manager proposes, and what the core has pinned and applied. Two changes of one agent follow one another. */
export class ConfigRepos {
  readonly #roots: HiveRoots;
  readonly #mutex = new KeyedMutex();

  constructor(roots: HiveRoots) {
    this.#roots = roots;
  }

  /** Whether the agent has an applied repository. */
  async isSeeded(name: AgentName): Promise<boolean> {
    return existsSync(agentPaths(this.#roots, name).applied);
  }

  /** Makes what is missing of an agent's two repositories, the applied one with `files` as `main` and `deployed/0`, and resolves to the sha of `main`. `owner` is the manager's account when the core is root. */
  async seed(name: AgentName, files: SeedFiles, { owner }: { owner?: number } = {}): Promise<Sha> {
    using _held = await this.#mutex.hold(name);
    await seedApplied(agentPaths(this.#roots, name).applied, files);
    const sha = await this.main(name);
    const place = { folder: this.#privateFolder(), prefix: `${name}.` };
    await seedProposed({ roots: this.#roots, name, sha, ...place, ...(owner !== undefined && { owner }) });
    return sha;
  }

  /** Removes both repositories of an agent for good. */
  async remove(name: AgentName): Promise<void> {
    using _held = await this.#mutex.hold(name);
    await removeRepos(this.#roots, name);
  }

  /** Removes what a killed core left half-done for an agent, and packs its tags. Only before anything else is asked of that agent, or nothing of it is under way. */
  async recover(name: AgentName): Promise<void> {
    using _held = await this.#mutex.hold(name);
    await removeMatching(this.#privateFolder(), new RegExp(`^${name}\\.`));
    await recoverRepos(this.#roots, name);
  }

  /** The commit that is deployed, or about to be. */
  async main(name: AgentName): Promise<Sha> {
    const [found] = await lookUp([`${MAIN}^{commit}`], this.#applied(name));
    if (found?.kind !== "found") throw new Error(`the applied repository of ${name} has no main`);
    return found.sha;
  }

  /** Takes a commit of the proposed repository, named by 7 to 40 hex digits, with its history into the applied one and tags it. What the proposed repository holds later has no effect. Throws `bad_request`, `not_found`, `unsafe_repo`, and `busy` when it changed while it was read. */
  async pin(name: AgentName, commitRef: string, tag: string): Promise<{ readonly sha: Sha }> {
    checkCommitRef(commitRef);
    using _held = await this.#mutex.hold(name);
    const applied = this.#applied(name);
    const pinned = await taggedCommit(applied, tag);
    if (pinned?.startsWith(commitRef.toLowerCase()) === true) return { sha: pinned };
    const known = await this.main(name);
    const sha = await pinCommit({ roots: this.#roots, name, commitRef, applied, known, folder: this.#privateFolder() });
    await placeTag(applied, { tag, sha });
    return { sha };
  }

  /** Puts a tag on a commit of applied. One that is there already is fine; on another commit it is an error. */
  async tag(name: AgentName, tag: string, sha: Sha): Promise<void> {
    using _held = await this.#mutex.hold(name);
    await placeTag(this.#applied(name), { tag, sha });
  }

  /** The same with a text; the text of one that is there already stays. */
  async annotate(name: AgentName, tag: string, { sha, text }: { sha: Sha; text: string }): Promise<void> {
    using _held = await this.#mutex.hold(name);
    await placeTag(this.#applied(name), { tag, sha, text });
  }

  /** The tags of applied, or those on one commit, by name. */
  async tagsOf(name: AgentName, sha?: Sha): Promise<readonly AppliedTag[]> {
    return listTags(this.#applied(name), sha);
  }

  /** Moves `main` on to a commit that builds on it; already there is fine. Throws `out_of_date` when it does not build on it. */
  async fastForward(name: AgentName, sha: Sha): Promise<void> {
    using _held = await this.#mutex.hold(name);
    const main = await this.main(name);
    if (main === sha) return;
    if (!(await this.isAncestor(name, main, sha))) {
      const text = `${sha.slice(0, 12)} does not build on ${main.slice(0, 12)}, which is deployed; rebase it on that and submit again`;
      throw new HiveError("out_of_date", text);
    }
    await runGit(["update-ref", MAIN, sha, main], this.#applied(name));
  }

  /** Whether a commit of applied builds on another, or is it. */
  async isAncestor(name: AgentName, ancestor: Sha, sha: Sha): Promise<boolean> {
    const call = { ...this.#applied(name), answers: [1] };
    const ask = () => runGit(["merge-base", "--is-ancestor", ancestor, sha], call);
    return (await withCommits(call, [ancestor, sha], ask)).exitCode === 0;
  }

  /** Every file of a commit of applied as text, by path. */
  async files(name: AgentName, sha: Sha): Promise<ReadonlyMap<string, string>> {
    const repo = this.#applied(name);
    return withCommits(repo, [sha], () => readTree(repo, sha));
  }

  /** What changed between two commits of applied, at most `maxBytes` of it; attributes in the tree hide nothing. */
  async diff(name: AgentName, range: CommitRange, limit: { maxBytes: number }): Promise<CommitDiff> {
    const repo = this.#applied(name);
    const named = [range.base, range.head].filter((sha) => sha !== EMPTY_TREE);
    return withCommits(repo, named, () => diffCommits(repo, { ...range, ...limit }));
  }

  /** What a commit of applied says of itself. */
  async describe(name: AgentName, sha: Sha): Promise<CommitWords> {
    const repo = this.#applied(name);
    return withCommits(repo, [sha], () => describeCommit(repo, sha));
  }

  #applied(name: AgentName): GitCall {
    const { applied } = agentPaths(this.#roots, name);
    if (!existsSync(applied)) throw new HiveError("not_found", `${name} has no applied configuration yet`);
    return { gitDir: applied };
  }

  // On the file system of the repositories, so that what is made there can be renamed into its place.
  #privateFolder(): string {
    return join(this.#roots.stateDir, "quarantine");
  }
}

/** The configurations of the agents below a state directory, whose folders are there. */
export function createConfigRepos(roots: HiveRoots): ConfigRepos {
  return new ConfigRepos(roots);
}
