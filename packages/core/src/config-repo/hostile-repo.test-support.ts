import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { coder, type stageConfig } from "./config-stage.test-support.ts";

/** A hive with a hostile repository. */
export type Stage = Awaited<ReturnType<typeof stageConfig>>;

/** Submits a commit. */
export const pin = ({ repos }: Stage, ref: string) => repos.pin(coder, ref, "proposal/1");

/** Where git keeps an object that is in no pack. */
export const looseAt = (config: string, sha: string) => join(config, ".git", "objects", sha.slice(0, 2), sha.slice(2));

/** Writes an object by hand, under a name of its own if it is to lie; gives the name. */
export function writeLoose(
  config: string,
  { sha, type, body }: { sha?: string; type: string; body: string | Buffer },
): string {
  const raw = Buffer.concat([Buffer.from(`${type} ${Buffer.byteLength(body)}\0`), Buffer.from(body)]);
  const name = sha ?? createHash("sha1").update(raw).digest("hex");
  const path = looseAt(config, name);
  mkdirSync(join(path, ".."), { recursive: true });
  rmSync(path, { force: true });
  writeFileSync(path, deflateSync(raw));
  return name;
}

/** A commit of a tree that is given entry by entry, as `mode name` and sha. */
export function commitOf(stage: Stage, entries: readonly (readonly [string | Buffer, string])[]): string {
  const body = Buffer.concat(
    entries.map(([entry, sha]) => Buffer.concat([Buffer.from(entry), Buffer.of(0), Buffer.from(sha, "hex")])),
  );
  const tree = writeLoose(stage.config, { type: "tree", body });
  const who = "M <m@hive.invalid> 1700000000 +0000";
  const text = `tree ${tree}\nparent ${stage.base}\nauthor ${who}\ncommitter ${who}\n\nby hand\n`;
  return writeLoose(stage.config, { type: "commit", body: text });
}

/** Expects that a commit is refused as unsafe, and that nothing of it is tagged. */
export async function refused(stage: Stage, ref: string, message: RegExp): Promise<void> {
  await assert.rejects(pin(stage, ref), { code: "unsafe_repo", message });
  assert.deepEqual(
    (await stage.repos.tagsOf(coder)).map(({ tag }) => tag),
    ["deployed/0"],
  );
}
