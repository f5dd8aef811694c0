import type { FilePreview } from "@hyperhive/wire";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { FileText } from "../controls/file-text.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { fileSize } from "../format/amount.ts";
import { usePage } from "../shell/page.ts";

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
  if (text === undefined) return <p class="muted">this file is not text; {fileSize(size)}.</p>;
  return (
    <>
      <FileText text={text} label={`beginning of ${path}`} />
      {truncated && <p class="muted">the file goes on; it has {fileSize(size)} in all.</p>}
    </>
  );
}
