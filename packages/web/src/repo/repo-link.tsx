import { displayName } from "@hyperhive/wire";
import type { ComponentChildren } from "preact";
import { repoHash } from "./repo-route.ts";

type Props = { readonly repo: string; readonly class?: string; readonly children?: ComponentChildren };

/** A link to the history of an agent's configuration, or of `meta`. */
export function RepoLink({ repo, class: extra = "", children }: Props) {
  return (
    <a class={`repo-link ${extra}`} href={repoHash({ repo })}>
      {children ?? (repo === "meta" ? "deploy log" : `history of ${displayName(repo)}`)}
    </a>
  );
}
