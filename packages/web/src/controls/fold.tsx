import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { storedFlag } from "./stored-flag.ts";

type Props = {
  /** Names the fold, such as `journal:coder`; whether it is open is kept in this browser under this name. */
  readonly keep: string;
  readonly summary: ComponentChildren;
  readonly class?: string;
  readonly summaryClass?: string;
  readonly id?: string;
  /** Whether it is open while the reader has not chosen; when this changes the fold follows, but never closes under the reader's hands. */
  readonly open?: boolean;
  /** Drawn only once it was open, so that what it loads is loaded when it is wanted. */
  readonly children: () => ComponentChildren;
};

/** A part that opens and closes, and stays as it was left over every update and reload. */
export function Fold({ keep, summary, class: extra = "", summaryClass = "fold", id, open = false, children }: Props) {
  const flag = storedFlag(`hive:open:${keep}`, open);
  const isOpen = useSignal(flag.read());
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (flag.read() || box.current?.matches(":hover, :focus-within") !== true) isOpen.value = flag.read();
  }, [open]);
  return (
    <details
      ref={box}
      class={extra}
      id={id}
      open={isOpen.value}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open === isOpen.value) return;
        isOpen.value = currentTarget.open;
        flag.write(currentTarget.open);
      }}
    >
      <summary class={summaryClass}>{summary}</summary>
      {isOpen.value && children()}
    </details>
  );
}
