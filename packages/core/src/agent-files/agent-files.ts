import {
  HiveError,
  OPERATOR,
  SYSTEM,
  type AgentConfigFile,
  type AgentJournal,
  type AgentName,
  type FilePreview,
  type StateFile,
} from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import { resolveKept } from "../agents/kept-agent.ts";
import type { Roster } from "../agents/roster.ts";
import type { ConfigRepos } from "../config-repo/config-repos.ts";
import { readConfigFile } from "./config-file.ts";
import { checkCageFile, previewCageFile } from "./file-preview.ts";
import { readJournal, type JournalQuery } from "./journal.ts";

/** What agents' files are read with. */
export type AgentFilesParts = {
  readonly roster: Pick<Roster, "resolve">;
  readonly roots: HiveRoots;
  readonly repos: Pick<ConfigRepos, "isSeeded" | "main" | "files">;
};

/** What the operator reads of agents' files, also of those that were destroyed while their files are there. Names may be typed ones; one that nobody has throws `unknown_agent`. */
export class AgentFiles {
  readonly #parts: AgentFilesParts;

  constructor(parts: AgentFilesParts) {
    this.#parts = parts;
  }

  /** The newest lines of a log. Throws `not_found` for an unknown unit. */
  async journal(name: string, query: JournalQuery): Promise<AgentJournal> {
    return readJournal(this.#parts.roots, this.#resolve(name), query);
  }

  /** The deployed configuration file. */
  async config(name: string): Promise<AgentConfigFile> {
    return readConfigFile(this.#parts, this.#resolve(name));
  }

  /** Whether a path in an agent's cage names a file that may be shown. Throws `bad_request`, `forbidden`, `not_found`. */
  check(agent: string, path: string): StateFile {
    return checkCageFile(this.#parts.roots, { name: this.#cageOwner(agent), path });
  }

  /** The beginning of such a file. */
  preview(agent: string, path: string): FilePreview {
    return previewCageFile(this.#parts.roots, { name: this.#cageOwner(agent), path });
  }

  #cageOwner(agent: string): AgentName {
    if (agent !== OPERATOR && agent !== SYSTEM) return this.#resolve(agent);
    throw new HiveError("bad_request", `\`agent\`: ${agent} has no cage; name the agent in whose cage the path is`);
  }

  #resolve(name: string): AgentName {
    return resolveKept(this.#parts, name);
  }
}
