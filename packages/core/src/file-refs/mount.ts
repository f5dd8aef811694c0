/** A folder of the host that a cage sees. */
export type Mount = {
  /** Absolute path in the cage without a final slash, e.g. `/state`. */
  readonly cage: string;
  /** The same folder on the host. */
  readonly host: string;
};
