import { createModelGateway, type ModelGateway } from "./gateway/model-gateway.ts";
import { recordUsage } from "./gateway/record-usage.ts";
import type { HiveBasis } from "./hive-basis.ts";

/** Wires the way to the model; a hive whose agents log in by themselves has none. */
export function wireGateway({ config, store, clock, log }: HiveBasis): ModelGateway | undefined {
  const { model } = config;
  if (model.mode === "login") return undefined;
  return createModelGateway({
    upstream: { url: model.upstream, ...(model.key !== undefined && { key: model.key }) },
    onUsage(agent, usage) {
      try {
        recordUsage(store, { agent, usage, at: clock.now() });
      } catch (err) {
        // A figure less is no reason to break an answer.
        log.warn({ agent, err }, "the usage of a model request could not be stored");
      }
    },
    log,
  });
}
