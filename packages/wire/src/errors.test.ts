import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ERRORS, HiveError, isErrorCode } from "./errors.ts";

const page = new URL("../../../docs/errors.md", import.meta.url);

/** The rows of the page's table, by code, as the page writes them. */
async function documentedRows(): Promise<Map<string, string>> {
  const lines = (await readFile(page, "utf8")).split("\n");
  const rows = lines.flatMap(
    (line) =>
      /^\| `(\w+)` /
        .exec(line)
        ?.slice(1)
        .map((code) => [code, line] as const) ?? [],
  );
  return new Map(rows);
}

function rowOf(code: keyof typeof ERRORS): string {
  const { meaning, http, exit, retry } = ERRORS[code];
  return `| \`${code}\` | ${meaning} | ${http} | ${exit} | ${retry ? "yes" : "no"} |`;
}

test("docs/errors.md says of every code what the table says", async () => {
  const rows = await documentedRows();
  for (const code of Object.keys(ERRORS).filter(isErrorCode)) {
    assert.equal(rows.get(code)?.replaceAll(/ +/g, " "), rowOf(code));
  }
});

test("docs/errors.md names no code that the table lacks", async () => {
  for (const code of (await documentedRows()).keys()) assert.ok(isErrorCode(code), code);
});

test("every code has a status of the 4xx or 5xx kind and an exit code between 2 and 125", () => {
  for (const [code, { http, exit }] of Object.entries(ERRORS)) {
    assert.ok(http >= 400 && http <= 599, code);
    assert.ok(exit >= 2 && exit <= 125, code);
  }
});

test("words of the object prototype are no codes", () => {
  for (const word of ["constructor", "toString", "__proto__", ""]) assert.ok(!isErrorCode(word));
});

test("an error keeps its code, its text and its cause", () => {
  const cause = new Error("disk full");
  const error = new HiveError("internal", "cannot store", { cause });
  assert.equal(error.code, "internal");
  assert.equal(String(error), "HiveError: cannot store");
  assert.equal(error.cause, cause);
});
