import type { Signal } from "@preact/signals";
import type { MetaInput } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { counted } from "../format/amount.ts";
import { RepoLink } from "../repo/repo-link.tsx";
import { usePage } from "../shell/page.ts";
import { rebuiltWords, toggled } from "./meta-ticks.ts";
import { queuedWords } from "./update-all.tsx";

type Props = {
  readonly inputs: readonly MetaInput[];
  readonly ticked: Signal<ReadonlySet<string>>;
  readonly agents: number;
};

/** The entries of the lock; those that are ticked can be brought up to date. */
export function MetaForm({ inputs, ticked, agents }: Props) {
  if (inputs.length === 0) return <p class="panel none">the lock is empty.</p>;
  return (
    <div class="panel metas">
      <ul class="rows">
        {inputs.map((input) => (
          <MetaRow
            key={input.name}
            input={input}
            isTicked={ticked.value.has(input.name)}
            toggle={() => (ticked.value = toggled(ticked.value, input.name))}
          />
        ))}
      </ul>
      <UpdateBar inputs={inputs} ticked={ticked} agents={agents} />
    </div>
  );
}

function MetaRow({ input, isTicked, toggle }: { input: MetaInput; isTicked: boolean; toggle: () => void }) {
  return (
    <li>
      <label>
        <input type="checkbox" checked={isTicked} onChange={toggle} />
        <bdi class="mono clip">{input.name}</bdi>
      </label>
      <span class="mono muted clip" title="the revision that is locked">
        {input.rev.slice(0, 12)}
      </span>
      <Age at={input.last_modified} class="mono muted" />
      {input.url !== undefined && (
        <bdi class="mono muted clip url" title={input.url}>
          {input.url}
        </bdi>
      )}
    </li>
  );
}

function UpdateBar({ inputs, ticked, agents }: Props) {
  const { http } = usePage();
  const names = inputs.map(({ name }) => name).filter((name) => ticked.value.has(name));
  const words = rebuiltWords(ticked.value, agents);
  return (
    <div class="bar">
      <ConfirmButton
        class="tint act"
        tone="act"
        rests={names.length === 0}
        warning={`update ${names.join(", ")}? this ${words.replace(/^hyperhive /, "")}; whoever is rebuilt is restarted.`}
        verb={<Leet text="UPD4TE" plain={`update ${counted(names.length, "input")} now`} />}
        run={async () => {
          const queued = await http.metaUpdate(names);
          ticked.value = new Set();
          return queued;
        }}
        done={queuedWords}
      >
        <Leet
          text={names.length === 0 ? "UPD4TE" : `UPD4TE · ${names.length}`}
          plain={names.length === 0 ? "update the ticked inputs" : `update ${counted(names.length, "ticked input")}`}
        />
      </ConfirmButton>
      <span class="soft">{words}</span>
      <RepoLink repo="meta" class="push" />
    </div>
  );
}
