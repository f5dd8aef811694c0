import { HiveError, type HostVerbs, type VerbRequest, type VerbResponse } from "@hyperhive/wire";
import type { Agents } from "../../agents/agents.ts";
import { refusalOf } from "../../refusal.ts";
import type { PlainHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

type Scope = VerbRequest<HostVerbs["start"]>["scope"];
type Outcome = VerbResponse<HostVerbs["start"]>["results"][number];

/** Starts the agents of a scope. */
export const start: PlainHandler<HostVerbs["start"], HostCaller> = async ({ scope }, { agents }) => ({
  results: await overScope(agents, scope, (name) => agents.start(name)),
});

/** Stops the agents of a scope. */
export const stop: PlainHandler<HostVerbs["stop"], HostCaller> = async ({ scope, graceful }, { agents }) => ({
  results: await overScope(agents, scope, (name) => agents.stop(name, { graceful })),
});

// A program that reads only `ok` must not take a scope for done of which nothing was.
async function overScope(agents: Agents, scope: Scope, act: (name: string) => Promise<void>): Promise<Outcome[]> {
  const names = namesOf(agents, scope);
  const settled = await Promise.allSettled(names.map(act));
  const failures = settled.flatMap((result) => (result.status === "rejected" ? [refusalIn(result.reason)] : []));
  const [first] = failures;
  if (first !== undefined && failures.length === settled.length) {
    throw new HiveError(first.code, failures.map((failure) => failure.message).join("; "), { cause: first });
  }
  return settled.map((result, index) => outcome(names[index] ?? "", result));
}

function namesOf(agents: Agents, { all, agent_names }: Scope): readonly string[] {
  const names = all ? agents.names() : [...new Set(agent_names)];
  if (names.length > 0) return names;
  throw new HiveError("bad_request", "`scope`: expected at least one name in `agent_names`, or `all`");
}

function outcome(name: string, result: PromiseSettledResult<unknown>): Outcome {
  if (result.status === "fulfilled") return { name, ok: true };
  const { message, code } = refusalIn(result.reason);
  return { name, ok: false, error: message, code };
}

// A bug is no outcome: it goes to the log with its cause.
function refusalIn(thrown: unknown): HiveError {
  const refusal = refusalOf(thrown);
  if (refusal === undefined) throw thrown;
  return refusal;
}
