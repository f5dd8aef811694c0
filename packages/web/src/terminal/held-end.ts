import { useRef } from "preact/hooks";

/** Frames in a row without a scroll after which none is in progress any more. */
const CALM = 12;

/** Holds a pane at the end that its reader jumped to: a browser goes on with the scroll that was in progress, from where the jump led, and so would take the reader away again. */
export type HeldEnd = {
  readonly isHeld: () => boolean;
  /** From now until no scroll came for some frames. */
  readonly hold: () => void;
  /** The reader does something new, which wins. */
  readonly letGo: () => void;
};

/** The hold on one pane's end. */
export function useHeldEnd(): HeldEnd {
  const frames = useRef(0);
  const tick = () => {
    if ((frames.current -= 1) > 0) requestAnimationFrame(tick);
  };
  return {
    isHeld: () => frames.current > 0,
    hold: () => {
      if (frames.current <= 0) requestAnimationFrame(tick);
      frames.current = CALM;
    },
    letGo: () => (frames.current = 0),
  };
}
