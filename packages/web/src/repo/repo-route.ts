/** A place in the repo browser: a repository's history, or one commit of it. */
export type RepoRoute = { readonly repo: string; readonly sha?: string };

/** The place that an address names, `#repo/coder` or `#repo/coder/3f9c2a7d`; undefined for any other. */
export function repoRouteOf(hash: string): RepoRoute | undefined {
  const [, repo, sha] = /^#repo\/([^/]+)(?:\/([0-9a-f]{7,64}))?$/.exec(hash) ?? [];
  if (repo === undefined) return undefined;
  const name = decoded(repo);
  return name === undefined ? undefined : { repo: name, ...(sha !== undefined && { sha }) };
}

/** The address of a place. */
export function repoHash({ repo, sha }: RepoRoute): string {
  return `#repo/${encodeURIComponent(repo)}${sha === undefined ? "" : `/${sha}`}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` that somebody typed.
    return undefined;
  }
}
