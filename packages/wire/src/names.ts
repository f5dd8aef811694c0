import { z } from "zod";
import { identityOf, MANAGER, MANAGER_CAGE, nameProblem } from "./addresses.ts";

/** The one validated name type; paths, argv and unit names are built from it only. At most 63 characters of `[a-z0-9-]`. */
export const agentNameSchema = z
  .string()
  .superRefine((name, context) => {
    const problem = nameProblem(name);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem, params: { code: "invalid_name" } });
  })
  .brand<"AgentName">()
  .meta({
    description: "Name of an agent: a-z, 0-9 and inner hyphens, at most 63 characters. `manager` is the manager.",
    examples: ["coder"],
  });

/** A name that has passed `agentNameSchema`. */
export type AgentName = z.infer<typeof agentNameSchema>;

/** A name as a person or program types it, read as the agent's identity: `hm1nd` is `manager`. */
export const typedNameSchema = z.preprocess(
  (name) => (typeof name === "string" ? identityOf(name) : name),
  agentNameSchema,
);

/** Turns what a person or program typed into an agent's identity; `hm1nd` and `manager` are the same. Throws a ZodError on an invalid name. */
export function toAgentName(typed: string): AgentName {
  return agentNameSchema.parse(identityOf(typed));
}

/** Name of the agent's cage on the host: `hm1nd` for the manager, `h-<name>` for everyone else. */
export function cageName(name: AgentName): string {
  return name === MANAGER ? MANAGER_CAGE : `h-${name}`;
}
