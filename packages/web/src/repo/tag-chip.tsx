import type { RepoTag } from "@hyperhive/wire";
import { visibleText } from "../diff/visible-text.ts";
import { tagTone } from "./tag-look.ts";

const MAX_TITLE = 500;

/** A tag's name, with its text under the pointer. */
export function TagChip({ tag: { name, message } }: { tag: RepoTag }) {
  return (
    <span class={`badge tag ${tagTone(name)}`} title={message?.trim().slice(0, MAX_TITLE)}>
      <bdi class="clip">{visibleText(name)}</bdi>
    </span>
  );
}
