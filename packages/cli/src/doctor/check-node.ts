import type { Check } from "./finding.ts";

const OLDEST = 24;

/** Node is new enough to run the core. */
export const checkNode: Check = async ({ cli }) => {
  const { node } = process.versions;
  const detail = `${node} at ${cli.nodePath}`;
  if (Number.parseInt(node, 10) >= OLDEST) return [{ name: "Node", state: "ok", detail }];
  const mend = "run `npm ci --include=optional` in the checkout, or put a newer Node first on PATH";
  return [{ name: "Node", state: "problem", detail: `expected ${OLDEST} or newer, got ${detail}`, mend }];
};
