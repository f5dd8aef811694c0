import type { StreamPosition } from "@hyperhive/wire";

/** Where a feed stands. `live` holds everything up to `position`; `loading` keeps what comes until snapshot number `request` is there. */
export type FeedState<F extends StreamPosition> =
  | { readonly phase: "waiting"; readonly requests: number }
  | {
      readonly phase: "loading";
      readonly requests: number;
      /** Epoch of the stream now. */
      readonly epoch: string;
      readonly buffer: readonly F[];
    }
  | { readonly phase: "live"; readonly requests: number; readonly position: StreamPosition };

/** What can happen to a feed. */
export type FeedInput<S extends StreamPosition, F extends StreamPosition> =
  /** The server says where its stream stands; everything missed has been replayed before. */
  | { readonly kind: "hello"; readonly position: StreamPosition }
  /** The server cannot replay what was missed. */
  | { readonly kind: "resync"; readonly position: StreamPosition }
  | { readonly kind: "frame"; readonly frame: F }
  | { readonly kind: "snapshot"; readonly request: number; readonly snapshot: S };

/** What the driver must do, in order. */
export type FeedEffect<S extends StreamPosition, F extends StreamPosition> =
  | { readonly do: "fetch"; readonly request: number }
  | { readonly do: "replace"; readonly snapshot: S }
  | { readonly do: "apply"; readonly frame: F };

/** The next state and what to do about it. */
export type FeedStep<S extends StreamPosition, F extends StreamPosition> = {
  readonly state: FeedState<F>;
  readonly effects: readonly FeedEffect<S, F>[];
};

/** A feed before its first connection. */
export function initialFeed<F extends StreamPosition>(): FeedState<F> {
  return { phase: "waiting", requests: 0 };
}

/** Decides what an input means: each frame is applied once and in order, on top of a snapshot that does not hold it yet. Has no side effect. */
export function reduceFeed<S extends StreamPosition, F extends StreamPosition>(
  state: FeedState<F>,
  input: FeedInput<S, F>,
): FeedStep<S, F> {
  switch (input.kind) {
    case "hello":
      return holdsAll(state, input.position) ? unchanged(state) : reload(state, input.position.epoch);
    case "resync":
      return reload(state, input.position.epoch);
    case "frame":
      return takeFrame(state, input.frame);
    case "snapshot":
      return takeSnapshot(state, input.request, input.snapshot);
  }
}

function holdsAll<F extends StreamPosition>(state: FeedState<F>, server: StreamPosition): boolean {
  switch (state.phase) {
    case "waiting":
      return false;
    case "loading":
      return state.epoch === server.epoch;
    case "live":
      return state.position.epoch === server.epoch && state.position.seq >= server.seq;
  }
}

function takeFrame<S extends StreamPosition, F extends StreamPosition>(state: FeedState<F>, frame: F): FeedStep<S, F> {
  const epoch = state.phase === "live" ? state.position.epoch : state.phase === "loading" ? state.epoch : undefined;
  if (epoch !== frame.epoch) return reload(state, frame.epoch, [frame]);
  if (state.phase === "loading") return unchanged({ ...state, buffer: [...state.buffer, frame] });
  return applyAll(state, [frame]);
}

function takeSnapshot<S extends StreamPosition, F extends StreamPosition>(
  state: FeedState<F>,
  request: number,
  snapshot: S,
): FeedStep<S, F> {
  // An answer that is late, or of another epoch than the stream: the stream tells of its new epoch by itself.
  if (state.phase !== "loading" || request !== state.requests || snapshot.epoch !== state.epoch)
    return unchanged(state);
  const position = { epoch: snapshot.epoch, seq: snapshot.seq };
  const step = applyAll<S, F>({ phase: "live", requests: state.requests, position }, state.buffer);
  return { state: step.state, effects: [{ do: "replace", snapshot }, ...step.effects] };
}

function applyAll<S extends StreamPosition, F extends StreamPosition>(
  state: FeedState<F>,
  frames: readonly F[],
): FeedStep<S, F> {
  if (state.phase !== "live") return unchanged(state);
  const effects: FeedEffect<S, F>[] = [];
  let { seq } = state.position;
  for (const frame of frames) {
    if (frame.seq <= seq) continue;
    seq = frame.seq;
    effects.push({ do: "apply", frame });
  }
  return { state: { ...state, position: { ...state.position, seq } }, effects };
}

function reload<S extends StreamPosition, F extends StreamPosition>(
  state: FeedState<F>,
  epoch: string,
  buffer: readonly F[] = [],
): FeedStep<S, F> {
  const requests = state.requests + 1;
  return { state: { phase: "loading", requests, epoch, buffer }, effects: [{ do: "fetch", request: requests }] };
}

function unchanged<S extends StreamPosition, F extends StreamPosition>(state: FeedState<F>): FeedStep<S, F> {
  return { state, effects: [] };
}
