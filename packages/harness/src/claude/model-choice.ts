import { readFile, writeFile } from "node:fs/promises";
import { DEFAULT_MODEL, type AgentConfig } from "@hyperhive/wire";

/** Decides the model of each turn: chosen at run time, else the agent's file, else `haiku`. */
export class ModelChoice {
  readonly #file: string;
  readonly #config: Pick<AgentConfig, "model">;
  #override: string | undefined;

  private constructor(file: string, config: Pick<AgentConfig, "model">, override: string | undefined) {
    this.#file = file;
    this.#config = config;
    this.#override = override;
  }

  /** Reads what was chosen before; a missing or empty file means nothing was. */
  static async read(file: string, config: Pick<AgentConfig, "model">): Promise<ModelChoice> {
    const text = (await readFile(file, "utf8").catch(() => "")).trim();
    return new ModelChoice(file, config, text === "" ? undefined : text);
  }

  get model(): string {
    return this.#override ?? this.#config.model ?? DEFAULT_MODEL;
  }

  /** Chooses a model for the next turns; gives a warning when it will not survive a restart. */
  async choose(model: string): Promise<string | undefined> {
    this.#override = model;
    try {
      await writeFile(this.#file, `${model}\n`);
      return undefined;
    } catch (cause) {
      return `the model ${model} is used until the harness restarts, because ${this.#file} cannot be written: ${String(cause)}`;
    }
  }
}
