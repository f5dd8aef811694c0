/** One rule of the house: `run` returns a line for each thing that breaks it in the tree below `root`, so none means kept. */
export type Check = {
  readonly name: string;
  readonly run: (root: string) => Promise<readonly string[]>;
};
