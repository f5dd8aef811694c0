import { signal, type ReadonlySignal } from "@preact/signals";

/** One of several words that this browser remembers; what is stored and is none of them counts for nothing. */
export type StoredChoice<V extends string> = {
  readonly value: ReadonlySignal<V>;
  /** Takes the word, and remembers it. */
  choose(value: V): void;
  /** Takes the word for now; what is remembered stays. */
  show(value: V): void;
};

/** Reads the stored word; the first of `options` is the usual one. */
export function storedChoice<V extends string>(key: string, options: readonly [V, ...V[]]): StoredChoice<V> {
  const stored = localStorage.getItem(key);
  const value = signal<V>(options.find((option) => option === stored) ?? options[0]);
  return {
    value,
    choose: (next) => {
      value.value = next;
      localStorage.setItem(key, next);
    },
    show: (next) => {
      value.value = next;
    },
  };
}
