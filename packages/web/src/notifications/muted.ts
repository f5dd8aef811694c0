import { signal, type ReadonlySignal } from "@preact/signals";
import { storedFlag } from "../controls/stored-flag.ts";

const KEY = "hive:notify:muted";
const flag = storedFlag(KEY, false);
const present = signal(flag.read());

// Another tab of this browser was muted or unmuted.
addEventListener("storage", ({ key }) => {
  if (key === KEY) present.value = flag.read();
});

/** Whether this browser keeps quiet; the same in all its tabs. */
export const muted: ReadonlySignal<boolean> = present;

/** Keeps this browser quiet, or lets it speak again. */
export function setMuted(value: boolean): void {
  flag.write(value);
  present.value = value;
}
