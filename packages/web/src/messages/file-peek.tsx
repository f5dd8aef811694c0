import type { FilePreview } from "@hyperhive/wire";
import { useMemo } from "preact/hooks";
import { useFetched } from "../controls/use-fetched.ts";
import { fileSize } from "../format/amount.ts";
import { machineLine } from "../format/machine-line.ts";
import { usePage } from "../shell/page.ts";
import { FetchedBody } from "../swarm/fetched-body.tsx";

/** The beginning of a file that a message of `sender` names. Load it lazily. */
export function FilePeek({ sender, path }: { sender: string; path: string }) {
  const { http } = usePage();
  const { fetched, again } = useFetched((signal) => http.filePreview(sender, path, { signal }), path);
  return (
    <div class="peek">
      <FetchedBody fetched={fetched.value} what="the file" again={again}>
        {(file) => <Text file={file} />}
      </FetchedBody>
    </div>
  );
}

function Text({ file: { path, size, text, truncated } }: { file: FilePreview }) {
  const shown = useMemo(() => text?.split("\n").map(machineLine).join("\n"), [text]);
  if (shown === undefined) return <p class="muted">this file is not text; {fileSize(size)}.</p>;
  if (shown === "") return <p class="muted">the file is empty.</p>;
  return (
    <>
      <pre class="out box" tabIndex={0} role="region" aria-label={`beginning of ${path}`}>
        {shown}
      </pre>
      {truncated && <p class="muted">the file goes on; it has {fileSize(size)} in all.</p>}
    </>
  );
}
