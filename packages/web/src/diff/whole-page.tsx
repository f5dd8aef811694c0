import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";

type Props = { readonly title: string; readonly closed: () => void; readonly children: ComponentChildren };

/** Something on the whole page, over the rest of it. Escape or its button closes it, and the focus is back where it was. */
export function WholePage({ title, closed, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it goes, so that the focus finds its way back.
    return () => element?.close();
  }, []);
  return (
    <dialog class="whole" ref={dialog} aria-label={title} onClose={closed}>
      <div class="head">
        <h2 class="clip">
          <bdi>{title}</bdi>
        </h2>
        <button
          class="btn ghost icon push"
          type="button"
          aria-label="close, back to the page"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="x" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
