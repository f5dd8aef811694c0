import { z } from "zod";
import type { ContainerView } from "./agent-status.ts";

/** Agents whose names lead to the same web port. */
export const portConflictSchema = z.object({ port: z.number().int(), agents: z.array(z.string()) });
export type PortConflict = z.infer<typeof portConflictSchema>;

/** Every port that several agents claim, lowest first, with their names as the containers come. */
export function portConflicts(containers: readonly Pick<ContainerView, "name" | "port">[]): PortConflict[] {
  const byPort = Map.groupBy(containers, ({ port }) => port);
  return [...byPort]
    .filter(([, claims]) => claims.length > 1)
    .map(([port, claims]) => ({ port, agents: claims.map(({ name }) => name) }))
    .toSorted((a, b) => a.port - b.port);
}
