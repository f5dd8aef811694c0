import { statfs } from "node:fs/promises";
import type { Check } from "./finding.ts";
import { nearestExisting } from "./nearest-existing.ts";

const GIB = 1024 ** 3;
const LEAST_GIB = 1;

/** The state's file system has room. */
export const checkDisk: Check = async ({ stateDir }) => {
  const place = await nearestExisting(stateDir);
  const { bavail, bsize } = await statfs(place);
  const free = (bavail * bsize) / GIB;
  const detail = `${free.toFixed(1)} GiB free at ${place}`;
  if (free >= LEAST_GIB) return [{ name: "disk", state: "ok", detail }];
  const mend = `make at least ${LEAST_GIB} GiB free there, or move the state with \`--state-dir\``;
  return [{ name: "disk", state: "problem", detail, mend }];
};
