import type { AgentConfigFile } from "@hyperhive/wire";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { FileText } from "../controls/file-text.tsx";
import { RefreshButton } from "../controls/refresh-button.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { usePage } from "../shell/page.ts";

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
        {(file) => <FileText text={file.text} label={`config of ${cage}`} />}
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
