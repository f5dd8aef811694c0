import type { AgentConfigFile } from "@hyperhive/wire";
import { useMemo } from "preact/hooks";
import { useFetched } from "../controls/use-fetched.ts";
import { machineLine } from "../format/machine-line.ts";
import { usePage } from "../shell/page.ts";
import { FetchedBody } from "./fetched-body.tsx";
import { RefreshButton } from "./refresh-button.tsx";

/** The configuration that an agent runs with, to read. */
export function AgentConfig({ name, cage }: { name: string; cage: string }) {
  const { http } = usePage();
  const { fetched, again } = useFetched((signal) => http.agentConfig(name, { signal }), name);
  const what = `the config of ${cage}`;
  return (
    <div class="peek">
      <div class="bar">
        {fetched.value.data !== undefined && <Origin file={fetched.value.data} />}
        <RefreshButton what={what} busy={fetched.value.busy} again={again} />
      </div>
      <FetchedBody fetched={fetched.value} what={what} again={again}>
        {(file) => <Text file={file} label={`config of ${cage}`} />}
      </FetchedBody>
    </div>
  );
}

function Origin({ file: { file, sha } }: { file: AgentConfigFile }) {
  return (
    <span class="data">
      <bdi>{file}</bdi>
      {sha === undefined ? <span>not deployed yet</span> : <span title={sha}>at {sha.slice(0, 12)}</span>}
    </span>
  );
}

function Text({ file, label }: { file: AgentConfigFile; label: string }) {
  const text = useMemo(() => file.text.split("\n").map(machineLine).join("\n"), [file]);
  if (text === "") return <p class="muted">the file is empty.</p>;
  return (
    <pre class="out box" tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}
