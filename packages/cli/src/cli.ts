/** What a command reads from; a terminal has raw mode. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };

/** What a command writes to; a terminal has a size. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** All that commands may touch of the process they run in; only `main.ts` fills it from the real one. */
export type Cli = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number;
  readonly home: string;
  readonly nodePath: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Unix milliseconds. */
  now(): number;
  /** Calls `listener` instead of ending the process; returns what undoes that. */
  onSignal(signal: NodeJS.Signals, listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
};

/** Options that every command takes. */
export type Globals = {
  readonly runDir?: string;
  readonly stateDir?: string;
  readonly json?: boolean;
};
