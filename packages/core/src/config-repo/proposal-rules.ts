import { HiveError } from "@hyperhive/wire";
import { withoutControls } from "../git/git-error.ts";

/** What one commit of a configuration may hold at most. */
export const PROPOSAL_LIMITS = { files: 500, fileBytes: 256 * 1024, totalBytes: 1024 * 1024, pathLength: 200 } as const;

/** One entry of a commit's tree, as git names it. */
export type TreeEntry = {
  readonly mode: string;
  readonly sha: string;
  /** Bytes; 0 for what is no file. */
  readonly size: number;
  readonly path: Uint8Array;
};

/** An entry that passed. */
export type ProposedFile = { readonly sha: string; readonly path: string; readonly size: number };

/** A refusal of what an agent's repository holds. */
export function unsafe(message: string, options?: ErrorOptions): HiveError {
  return new HiveError("unsafe_repo", message, options);
}

/** Checks what a commit lists before anything of it is read. Throws `unsafe_repo` that names the file. */
export function checkEntries(entries: readonly TreeEntry[]): readonly ProposedFile[] {
  if (entries.length > PROPOSAL_LIMITS.files) throw tooManyFiles();
  const files = entries.map(checkEntry);
  if (files.reduce((total, { size }) => total + size, 0) > PROPOSAL_LIMITS.totalBytes)
    throw unsafe("the files are over 1 MiB together; a configuration may not be larger");
  return files;
}

/** The refusal of a commit with more files than allowed. */
export function tooManyFiles(): HiveError {
  return unsafe(`the commit holds more than ${PROPOSAL_LIMITS.files} files; a configuration may not have more`);
}

/** The text of a file. Throws `unsafe_repo` unless it is UTF-8 without control characters. */
export function checkText(path: string, bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text === undefined) throw unsafe(`${path} is not UTF-8 text`);
  const control = /[^\P{Cc}\t\n\r]/u.exec(text);
  if (control === null) return text;
  const line = text.slice(0, control.index).split("\n").length;
  throw unsafe(`${path} holds the control character ${codeOf(control[0])} in line ${line}; only tab and line ends may`);
}

function checkEntry({ mode, sha, size, path }: TreeEntry): ProposedFile {
  const name = checkPath(path);
  if (mode === "120000") throw unsafe(`${name} is a symbolic link; a configuration holds plain files only`);
  if (mode === "160000") throw unsafe(`${name} is a submodule; a configuration holds plain files only`);
  if (mode !== "100644" && mode !== "100755") throw unsafe(`${name} is no plain file (mode ${mode})`);
  if (size > PROPOSAL_LIMITS.fileBytes)
    throw unsafe(`${name} is ${size} bytes; a file of a configuration may be 256 KiB at most`);
  return { sha, path: name, size };
}

function checkPath(bytes: Uint8Array): string {
  const path = decoded(bytes);
  if (path === undefined) throw unsafe(`the file name ${shown(bytes)} is not UTF-8`);
  // Blanks other than the plain one look like it, and invisible characters like nothing.
  if (/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(path))
    throw unsafe(`the file name ${shown(bytes)} holds characters that cannot be seen`);
  if (path.length > PROPOSAL_LIMITS.pathLength)
    throw unsafe(`the file name ${path.slice(0, 60)}… is longer than ${PROPOSAL_LIMITS.pathLength} characters`);
  if (path.split("/").some((segment) => /^(?:|\.{1,2}|\.git)$/i.test(segment)))
    throw unsafe(`the file name ${path} means something else to git`);
  return path;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not UTF-8, which is all that the decoder can complain of.
    return undefined;
  }
}

function shown(bytes: Uint8Array): string {
  return JSON.stringify(withoutControls(new TextDecoder().decode(bytes)).slice(0, 60));
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
