import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Calls `go` for what the address names after `#`: once `isReady` holds, which may read signals, and from then on whenever the address changes. */
export function useHash(isReady: () => boolean, go: () => void): void {
  const arrived = useRef(false);
  useSignalEffect(() => {
    if (arrived.current || !isReady()) return;
    arrived.current = true;
    go();
  });
  useEffect(() => {
    const again = () => {
      if (arrived.current) go();
    };
    addEventListener("hashchange", again);
    return () => removeEventListener("hashchange", again);
  }, []);
}
