const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, "\\": 92 };

/** The path on a `---` or `+++` line, after those signs; undefined for `/dev/null`. */
export function markedPath(rest: string): string | undefined {
  // Git ends a name that holds a space with a tab.
  const name = unquotedPath(rest.replace(/\t$/, ""));
  return name === "/dev/null" ? undefined : withoutSide(name);
}

/** The path of a `diff --git` line whose two names are the same, as they are unless something was renamed. */
export function headPath(rest: string): string {
  const half = (rest.length - 1) / 2;
  const first = Number.isInteger(half) ? rest.slice(0, half) : rest;
  return withoutSide(unquotedPath(first));
}

/** A name as git writes it: plain, or in C style between quotes when it holds something odd. */
export function unquotedPath(written: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(written)?.[1];
  if (quoted === undefined) return written;
  const bytes: number[] = [];
  for (const [, octal, escaped, plain] of quoted.matchAll(/\\([0-3][0-7]{2})|\\(.)|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (escaped !== undefined) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function withoutSide(path: string): string {
  return path.replace(/^[ab]\//, "");
}
