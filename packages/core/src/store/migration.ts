/** One step of a database's shape. Steps are only ever appended: a database remembers how many it has taken. */
export type Migration = {
  /** What the step does, for the error message when it fails. */
  readonly name: string;
  readonly sql: string;
};
