import type { FilePreview, InboxRow } from "@hyperhive/wire";
import { useMemo } from "preact/hooks";
import { Fold } from "../controls/fold.tsx";
import { Icon } from "../controls/icon.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { fileSize } from "../format/amount.ts";
import { machineLine } from "../format/machine-line.ts";
import { usePage } from "../shell/page.ts";
import { FetchedBody } from "../swarm/fetched-body.tsx";

type Props = { readonly message: Pick<InboxRow, "id" | "from">; readonly path: string; readonly size: number };

/** A file that a message names, with its text in a fold. Whether it may be shown is for the core to say. */
export function FileRef({ message: { id, from }, path, size }: Props) {
  return (
    <Fold
      class="ref"
      keep={`ref:${id}:${path}`}
      summary={
        <>
          <Icon name="file" />
          <bdi class="mono clip">{path}</bdi>
          <span class="muted mono push">{fileSize(size)}</span>
        </>
      }
    >
      {() => <Preview sender={from} path={path} />}
    </Fold>
  );
}

function Preview({ sender, path }: { sender: string; path: string }) {
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
