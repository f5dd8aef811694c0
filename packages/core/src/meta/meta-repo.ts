import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeGitFolder } from "../git/git-folder.ts";
import { lookUp, type Sha } from "../git/git-objects.ts";
import { removeLeftovers } from "../git/remove-leftovers.ts";
import { gitText, runGit, type GitCall } from "../git/run-git.ts";

/** Name of the one file. */
const FILE = "hive.lock.json";

/** The git repository of the record: one file and its history, with a worktree that only the core writes. */
export class MetaRepo {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes what is missing, with `first` as the first commit's text, and takes back what a killed core left half-done. */
  async open(first: string): Promise<void> {
    const draft = join(this.#folder, ".git.new");
    await mkdir(this.#folder, { recursive: true, mode: 0o750 });
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(this.#gitDir)) {
      await makeGitFolder(draft, { bare: false, groupReads: true });
      await rename(draft, this.#gitDir);
    }
    await removeLeftovers(this.#gitDir);
    if ((await this.#head()) !== undefined) return this.restore();
    await this.write(first);
    await this.commit("begin the record");
  }

  /** The committed text; undefined when there is none. */
  async read(): Promise<string | undefined> {
    const [found] = await lookUp([`HEAD:${FILE}`], this.#call);
    return found?.kind === "found" ? gitText(["cat-file", "blob", found.sha], this.#call) : undefined;
  }

  /** Writes the worktree's file, whole or not at all. */
  async write(text: string): Promise<void> {
    const draft = join(this.#folder, `.${FILE}.new`);
    await writeFile(draft, text);
    await chmod(draft, 0o640);
    await rename(draft, join(this.#folder, FILE));
  }

  /** Commits the worktree's file and resolves to the commit; without a change it is the last one. */
  async commit(message: string): Promise<Sha> {
    await runGit(["add", "--", FILE], this.#call);
    const { exitCode } = await runGit(["diff", "--cached", "--quiet"], { ...this.#call, answers: [1] });
    if (exitCode === 1)
      await runGit(["commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-"], {
        ...this.#call,
        input: message,
      });
    const head = await this.#head();
    if (head === undefined) throw new Error("the record has no commit after a commit");
    return head;
  }

  /** Makes worktree and index what is committed. */
  async restore(): Promise<void> {
    await runGit(["read-tree", "--reset", "HEAD"], this.#call);
    const text = await this.read();
    if (text === undefined) return rm(join(this.#folder, FILE), { force: true });
    const there = await readFile(join(this.#folder, FILE), "utf8").catch(() => undefined);
    if (there !== text) await this.write(text);
  }

  async #head(): Promise<Sha | undefined> {
    const [found] = await lookUp(["HEAD^{commit}"], this.#call);
    return found?.kind === "found" ? found.sha : undefined;
  }

  get #gitDir(): string {
    return join(this.#folder, ".git");
  }

  get #call(): GitCall {
    return { gitDir: this.#gitDir, workTree: this.#folder };
  }
}
