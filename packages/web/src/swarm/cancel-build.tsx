import { displayName, type Build } from "@hyperhive/wire";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";
import { BUILD_WORDS } from "./build-words.ts";

/** Ends a build that runs, or takes one that waits out of the queue. */
export function CancelBuild({ build }: { build: Build }) {
  const { http } = usePage();
  const { id, kind, state } = build;
  const what = `the ${BUILD_WORDS[kind]} of ${displayName(build.agent)}`;
  const face =
    state === "running" ? (
      <Leet text="C4NC3L" plain={`cancel ${what}, build ${id}`} />
    ) : (
      <Leet text="DR0P" plain={`take ${what} out of the queue, build ${id}`} />
    );
  return (
    <ConfirmButton
      class="ghost sm no"
      warning={warningOf(build, what)}
      verb={<Leet text="C4NC3L 1T" plain={`cancel build ${id} now`} />}
      run={() => http.cancelBuild(id)}
      done={`${what} is cancelled`}
    >
      {face}
    </ConfirmButton>
  );
}

function warningOf({ state, approval_id: approval }: Build, what: string): string {
  const act = state === "running" ? `cancel ${what}? what it did so far is undone` : `take ${what} out of the queue?`;
  if (approval === undefined) return state === "running" ? `${act}; the agent goes on as it was.` : act;
  const fate = `approval #${approval} counts as failed then, and its agent goes on as it was.`;
  return state === "running" ? `${act}. ${fate}` : `${act} ${fate}`;
}
