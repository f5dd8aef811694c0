import { Icon } from "../controls/icon.tsx";
import type { Failure } from "../store/failures.ts";
import { BUILD_WORDS } from "./build-words.ts";

const SHORT = 140;

/** What went wrong with an agent last; a long reason is folded behind its first line. */
export function FailureNote({ failure: { kind, text } }: { failure: Failure }) {
  const what = kind === undefined ? "failed:" : `${BUILD_WORDS[kind]} failed:`;
  const [first = ""] = text.split("\n", 1);
  if (first === text && text.length <= SHORT) {
    return (
      <p class="failure">
        <Icon name="crash" /> {what} <bdi>{text}</bdi>
      </p>
    );
  }
  return (
    <details class="failure">
      <summary>
        <Icon name="crash" /> {what} <bdi>{first.slice(0, SHORT)}…</bdi>
      </summary>
      <pre class="out box" tabIndex={0} role="region" aria-label={`the whole reason, ${what}`}>
        {text}
      </pre>
    </details>
  );
}
