import type { ApprovalView, Tombstone } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { ActionButton } from "../controls/action-button.tsx";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Leet } from "../controls/leet.tsx";
import { fileSize } from "../format/amount.ts";
import { usePage } from "../shell/page.ts";
import { purgeWarning } from "./end-agent-buttons.tsx";

type Props = { readonly kept: readonly Tombstone[]; readonly pending: readonly ApprovalView[] };

/** What each destroyed agent left, to be revived or purged. */
export function KeptList({ kept, pending }: Props) {
  if (kept.length === 0) return <p class="panel none">nothing is left of destroyed agents.</p>;
  return (
    <ul class="panel tombs">
      {kept.map((tombstone) => (
        <KeptItem
          key={tombstone.name}
          tombstone={tombstone}
          asked={pending.find(({ agent, kind }) => agent === tombstone.name && kind === "spawn")?.id}
        />
      ))}
    </ul>
  );
}

/** `asked` is the approval that would bring it back. */
function KeptItem({ tombstone, asked }: { tombstone: Tombstone; asked: number | undefined }) {
  const { name, size, last_modified: changed, has_credentials: hasLogin } = tombstone;
  return (
    <li>
      <p class="meta">
        <b class="mono clip">{name}</b>
        <span class="data push">
          <span title="size of its files">{size === undefined ? "counting…" : fileSize(size)}</span>
          <Age at={changed} />
          <span title={hasLogin ? "it needs no new log-in" : "it needs a new log-in when it is back"}>
            {hasLogin ? (
              <>
                <Icon name="key" /> log-in kept
              </>
            ) : (
              "no log-in"
            )}
          </span>
        </span>
      </p>
      <div class="bar">
        <ReviveButton name={name} rests={asked !== undefined} />
        <PurgeKeptButton name={name} />
        {asked !== undefined && (
          <span class="soft">
            waits for you as <a href={`#apr-${asked}`}>#{asked}</a>
          </span>
        )}
      </div>
    </li>
  );
}

function ReviveButton({ name, rests }: { name: string; rests: boolean }) {
  const { http } = usePage();
  return (
    <ActionButton
      class="sm tint go"
      rests={rests}
      run={() => http.requestSpawn(name)}
      done={({ approval_id: id }) => `${name} waits for your word under approvals, as #${id}`}
    >
      <Leet text="R3V1V3" plain={`revive ${name}: asks for your approval`} />
    </ActionButton>
  );
}

function PurgeKeptButton({ name }: { name: string }) {
  const { http } = usePage();
  return (
    <ConfirmButton
      class="sm no"
      warning={purgeWarning(name)}
      verb={<Leet text="PURG3 F0R EV3R" plain={`purge ${name} for ever`} />}
      run={() => http.purgeTombstone(name)}
      done={`${name} is purged`}
    >
      <Leet text="PURG3" plain={`purge what is left of ${name}, cannot be undone`} />
    </ConfirmButton>
  );
}
