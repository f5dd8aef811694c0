import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

/** A component whose code is loaded when it is first drawn, so that the first view does not pay for it. */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  const loaded = signal<{ readonly view?: FunctionComponent<P>; readonly failed?: true }>({});
  let asked = false;
  const ask = async () => {
    if (asked) return;
    asked = true;
    loaded.value = await load().then(
      (view) => ({ view }),
      () => ({ failed: true as const }),
    );
    asked = loaded.value.view !== undefined;
  };
  return function Lazy(props: P) {
    useEffect(() => void ask(), []);
    const { view: View, failed } = loaded.value;
    if (View !== undefined) return <View {...props} />;
    return <p class="none">{failed ? "this part could not be loaded; reload the page." : "loading…"}</p>;
  };
}
