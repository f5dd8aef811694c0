import { headPath, markedPath, unquotedPath } from "./diff-path.ts";

/** A line of a hunk with its numbers on either side. */
export type DiffRow = {
  readonly sign: " " | "+" | "-";
  readonly text: string;
  readonly before?: number;
  readonly after?: number;
  /** The last line of its side, without a line feed. */
  readonly endless?: boolean;
};

/** Lines that follow one another. `place` says where, such as `4,9 → 4,13`, `heading` in what. */
export type DiffHunk = { readonly place: string; readonly heading: string; readonly rows: readonly DiffRow[] };

/** What happened to one file. */
export type FileDiff = {
  readonly path: string;
  /** Its earlier path, when it was renamed or copied. */
  readonly from?: string;
  readonly change: "changed" | "added" | "deleted" | "renamed" | "copied";
  /** Modes as git writes them, such as `100755`; the same where only one is known. */
  readonly mode?: { readonly before: string; readonly after: string };
  readonly isBinary: boolean;
  readonly hunks: readonly DiffHunk[];
  readonly added: number;
  readonly removed: number;
};

type Draft = { -readonly [K in keyof FileDiff]: FileDiff[K] } & { hunks: DiffHunk[] };
type Cursor = { readonly lines: readonly string[]; at: number };

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s;

/** Reads git's unified diff. Never throws: what is not of a diff is passed over, a hunk ends where its head says or where the text was cut. */
export function parseDiff(text: string): readonly FileDiff[] {
  const cursor: Cursor = { lines: text.replace(/\n$/, "").split("\n"), at: 0 };
  const files: Draft[] = [];
  for (; cursor.at < cursor.lines.length; cursor.at += 1) {
    const line = cursor.lines[cursor.at] ?? "";
    const file = files.at(-1);
    if (line.startsWith("diff --git ")) files.push(emptyFile(headPath(line.slice("diff --git ".length))));
    else if (file !== undefined && line.startsWith("@@ ")) readHunk(file, cursor, line);
    else if (file !== undefined) readHead(file, line);
  }
  return files;
}

function emptyFile(path: string): Draft {
  return { path, change: "changed", isBinary: false, hunks: [], added: 0, removed: 0 };
}

function readHead(file: Draft, line: string): void {
  const [, word, rest = ""] = HEAD.exec(line) ?? [];
  switch (word) {
    case "--- ":
    case "+++ ":
      file.path = markedPath(rest) ?? file.path;
      return;
    case "new file mode ":
    case "deleted file mode ":
      file.change = word.startsWith("new") ? "added" : "deleted";
      file.mode = { before: rest, after: rest };
      return;
    case "old mode ":
    case "new mode ":
      file.mode = { before: word === "old mode " ? rest : (file.mode?.before ?? rest), after: rest };
      return;
    case "rename from ":
    case "copy from ":
      file.change = word.startsWith("rename") ? "renamed" : "copied";
      file.from = unquotedPath(rest);
      return;
    case "rename to ":
    case "copy to ":
      file.path = unquotedPath(rest);
      return;
    case "Binary files ":
    case "GIT binary patch":
      file.isBinary = true;
      return;
    case undefined:
    default:
      return;
  }
}

const HEAD =
  /^(--- |\+\+\+ |new file mode |deleted file mode |old mode |new mode |rename from |rename to |copy from |copy to |Binary files |GIT binary patch)(.*)$/s;

function readHunk(file: Draft, cursor: Cursor, head: string): void {
  const [, oldStart = "0", oldCount = "1", newStart = "0", newCount = "1", heading = ""] = HUNK.exec(head) ?? [];
  const left = { old: Number(oldCount), new: Number(newCount) };
  let [before, after] = [Number(oldStart), Number(newStart)];
  const rows: DiffRow[] = [];
  while (left.old > 0 || left.new > 0) {
    const line = cursor.lines[cursor.at + 1];
    const sign = line === undefined ? undefined : signOf(line, rows);
    if (line === undefined || sign === undefined) break;
    cursor.at += 1;
    if (sign === "\\") continue;
    const text = line.slice(1);
    rows.push({ sign, text, ...(sign !== "+" && { before: before++ }), ...(sign !== "-" && { after: after++ }) });
    if (sign !== "+") left.old -= 1;
    if (sign !== "-") left.new -= 1;
    if (sign === "+") file.added += 1;
    if (sign === "-") file.removed += 1;
  }
  if (cursor.lines[cursor.at + 1]?.startsWith("\\")) signOf(cursor.lines[++cursor.at] ?? "", rows);
  file.hunks.push({ place: `${oldStart},${oldCount} → ${newStart},${newCount}`, heading, rows });
}

/** The sign of a line; what says that the line before has no end marks that one. */
function signOf(line: string, rows: DiffRow[]): DiffRow["sign"] | "\\" | undefined {
  const [sign] = line;
  if (sign === " " || sign === "+" || sign === "-") return sign;
  const last = rows.at(-1);
  if (sign !== "\\" || last === undefined) return undefined;
  rows[rows.length - 1] = { ...last, endless: true };
  return sign;
}
