import { useSignal } from "@preact/signals";
import type { AgentJournal as Journal } from "@hyperhive/wire";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { RefreshButton } from "../controls/refresh-button.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { machineLine } from "../format/machine-line.ts";
import { usePage } from "../shell/page.ts";

/** The newest lines of an agent's logs, one log at a time. */
export function AgentJournal({ name, cage }: { name: string; cage: string }) {
  const { http } = usePage();
  const unit = useSignal<string | undefined>(undefined);
  const { fetched, again } = useFetched(
    (signal) => http.journal(name, { signal, ...(unit.value !== undefined && { unit: unit.value }) }),
    unit.value ?? "",
  );
  const what = `the logs of ${cage}`;
  const { data, busy } = fetched.value;
  return (
    <div class="peek">
      <div class="bar">
        {data !== undefined && (
          <select
            class="field mono pick"
            aria-label={`which log of ${cage}`}
            value={unit.value ?? data.unit}
            onChange={({ currentTarget }) => (unit.value = currentTarget.value)}
          >
            {data.units.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
        <RefreshButton what={what} busy={busy} again={again} />
      </div>
      <FetchedBody fetched={fetched.value} what={what} again={again}>
        {(journal) => <Lines journal={journal} label={`logs of ${cage}`} />}
      </FetchedBody>
    </div>
  );
}

function Lines({ journal, label }: { journal: Journal; label: string }) {
  const box = useRef<HTMLPreElement>(null);
  const text = useMemo(() => journal.lines.map(machineLine).join("\n"), [journal]);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [journal]);
  if (journal.lines.length === 0) return <p class="muted">nothing was logged yet.</p>;
  return (
    <>
      {journal.truncated && <p class="muted">older lines are left out.</p>}
      <pre class="out box" ref={box} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </>
  );
}
