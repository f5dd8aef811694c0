import { Leet } from "./leet.tsx";
import { usePage } from "../shell/page.ts";

/** Reads something anew. */
export function RefreshButton({ what, busy, again }: { what: string; busy: boolean; again: () => void }) {
  const page = usePage();
  const rests = busy || page.link.value.state === "lost";
  return (
    <button class="btn ghost sm" type="button" aria-disabled={rests} aria-busy={busy} onClick={() => !rests && again()}>
      <Leet text="↻ refresh" plain={`refresh ${what}`} />
    </button>
  );
}
