import { displayName, type ApprovalStage, type Build, type BuildState } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { RunningTime } from "../clock/running-time.tsx";
import { Icon } from "../controls/icon.tsx";
import { tookSpan } from "../format/span.ts";
import { BUILD_WORDS } from "./build-words.ts";
import { CancelBuild } from "./cancel-build.tsx";

type Props = { readonly build: Build; readonly stage: ApprovalStage | undefined; readonly place: number | undefined };

/** Whose build it is, what it does, for which approval, and how it stands. */
export function BuildHead({ build, stage, place }: Props) {
  const { agent, kind, approval_id: approval } = build;
  return (
    <div class="meta">
      <Mark build={build} place={place} />
      <b class="mono clip">{displayName(agent)}</b>
      <span class="muted">{BUILD_WORDS[kind]}</span>
      {approval !== undefined && (
        <a class="mono" href={`#apr-${approval}`} aria-label={`approval ${approval}`}>
          #{approval}
        </a>
      )}
      <span class="push">
        <Time build={build} stage={stage} />
      </span>
      {build.state === "queued" && <CancelBuild build={build} />}
    </div>
  );
}

const ENDED: Readonly<Partial<Record<BuildState, { glyph: string; tone: string; word: string }>>> = {
  done: { glyph: "✓", tone: "ok", word: "done" },
  failed: { glyph: "✗", tone: "bad", word: "failed" },
  cancelled: { glyph: "–", tone: "calm", word: "cancelled" },
};

function Mark({ build: { state }, place }: { build: Build; place: number | undefined }) {
  const ended = ENDED[state];
  if (ended !== undefined) {
    return (
      <span class={`mark ${ended.tone}`} title={ended.word}>
        <span aria-hidden="true">{ended.glyph}</span>
        <span class="sr">{ended.word}</span>
      </span>
    );
  }
  return place === undefined ? null : <span class="muted mono nums">{place === 1 ? "next" : `${place}.`}</span>;
}

function Time({ build, stage }: { build: Build; stage: ApprovalStage | undefined }) {
  const { state, requested_at: asked, started_at: started, ended_at: ended } = build;
  if (state === "running") {
    return (
      <span class="state busy">
        <Icon name="think" class="turning" /> {stage === "deploying" ? "deploying" : "building"}{" "}
        <RunningTime since={started ?? asked} />
      </span>
    );
  }
  if (ended === undefined) return <Age at={asked} class="muted mono" />;
  return (
    <span class="muted mono" {...(started !== undefined && { title: `it took ${tookSpan(ended - started)}` })}>
      <Age at={ended} /> ago
    </span>
  );
}
