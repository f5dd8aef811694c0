import { signal, type ReadonlySignal } from "@preact/signals";
import type { StreamPosition } from "@hyperhive/wire";
import { reduceSection, type ApplyFrame, type Section, type SectionEvent } from "./section.ts";

/** A section that components follow. */
export type LiveSection<D, F extends StreamPosition> = {
  readonly section: ReadonlySignal<Section<D, F>>;
  dispatch(event: SectionEvent<D, F>): void;
  /** Changes the data, if there is any, by something that has no place in the section's own stream. */
  adjust(change: (data: D) => D): void;
};

/** Holds a section in a signal. */
export function createSection<D, F extends StreamPosition>(apply: ApplyFrame<D, F>): LiveSection<D, F> {
  const state = signal<Section<D, F>>({ status: "loading", pending: [] });
  return {
    section: state,
    dispatch: (event) => {
      state.value = reduceSection(state.peek(), event, apply);
    },
    adjust: (change) => {
      const section = state.peek();
      if (!("data" in section)) return;
      const data = change(section.data);
      if (data !== section.data) state.value = { ...section, data };
    },
  };
}

/** The data of a section, while it has some. */
export function dataOf<D>(section: Section<D, StreamPosition>): D | undefined {
  return "data" in section ? section.data : undefined;
}
