import type { InboxRow } from "@hyperhive/wire";
import { Fold } from "../controls/fold.tsx";
import { Icon } from "../controls/icon.tsx";
import { lazy } from "../controls/lazy.tsx";
import { fileSize } from "../format/amount.ts";

const FilePeek = lazy(async () => (await import("./file-peek.tsx")).FilePeek);

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
      {() => <FilePeek sender={from} path={path} />}
    </Fold>
  );
}
