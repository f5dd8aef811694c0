import type { HostVerbs, VerbResponse } from "@hyperhive/wire";
import type { Context } from "../context.ts";

/** What a check came to. A `note` is worth knowing and stops nothing. */
export type Finding = {
  readonly name: string;
  readonly state: "ok" | "note" | "problem";
  readonly detail: string;
  /** How to mend it. */
  readonly mend?: string;
};

/** What the checks look at. */
export type Patient = Pick<Context, "cli" | "globals"> & {
  readonly stateDir: string;
  readonly runDir: string;
  /** The checkout that this command runs from. */
  readonly codeRoot: string;
  /** The core that answers on the socket, if one does. */
  readonly core: VerbResponse<HostVerbs["ping"]> | undefined;
};

/** Looks at one thing, or at several that belong together. */
export type Check = (patient: Patient) => Promise<readonly Finding[]>;
