import { basename, dirname, join } from "node:path";

/** Where an applied repository is while it is made, and while it is removed. No agent's name has a dot, and the folder hands its group on to what is made there. */
export function passingPlaces(applied: string): { readonly draft: string; readonly gone: string } {
  const place = (ending: string) => join(dirname(applied), `.${basename(applied)}.${ending}`);
  return { draft: place("new"), gone: place("gone") };
}
