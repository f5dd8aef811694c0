import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answerElsewhere } from "./answer-elsewhere.ts";
import { answerMessages, countTokens } from "./answer-messages.ts";
import type { Call, Respond } from "./answer-messages.ts";
import { errorBody } from "./api-error.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { loadScenario, parseScenario } from "./load-scenario.ts";
import { listen, shut } from "./loopback.ts";
import { createRequestLog } from "./request-log.ts";
import type { RecordedRequest, RequestLog } from "./request-log.ts";
import type { ParsedScenario, Scenario } from "./scenario.ts";
import { createScript } from "./script.ts";
import { sendJson } from "./send-reply.ts";

/** Settings of the stand-in; all have a default. */
export type ScriptedModelOptions = {
  /** A scenario, or the path of a scenario file. */
  scenario?: Scenario | string;
  /** Asked before the scenario, but for claude's own side requests. */
  respond?: Respond;
  /** How many requests the log keeps; 500 when left out. */
  logLimit?: number;
  /** Port on 127.0.0.1; a free one when left out. */
  port?: number;
  clock?: Clock;
};

/** A running stand-in for the Anthropic Messages API; the caller owns it and closes it. */
export interface ScriptedModel {
  /** What to give claude as `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** The newest requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Starts another scenario from its beginning; throws a `ScenarioError`, and keeps the old one, when it is malformed. */
  setScenario(scenario: Scenario | string): Promise<void>;
  /** Replaces the programmatic answers; undefined leaves all to the scenario. */
  setRespond(respond: Respond | undefined): void;
  /** Gives the oldest logged request that matches, or waits for one (10 s unless told otherwise). */
  waitForRequest: RequestLog["waitFor"];
  /** Cuts every open answer and stops listening. */
  close(): Promise<void>;
}

/** Starts the stand-in on loopback; rejects with a `ScenarioError` when the scenario is malformed. */
export async function createScriptedModel(options: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const { clock = systemClock, logLimit = 500, port = 0 } = options;
  const log = createRequestLog(logLimit);
  let script = createScript(await readScenario(options.scenario ?? { rules: [] }));
  let { respond } = options;

  const server = createServer((request, response) => {
    const signal = untilGone(response);
    answer(request, response, signal).catch((cause: unknown) => endBroken(response, signal, cause));
  });

  async function answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const call = await readCall(request, { response, signal, clock });
    const { method, path } = call.request;
    if (method === "POST" && path === "/v1/messages") return answerMessages(call, { script, respond, log });
    log.add(call.request);
    if (method === "POST" && path === "/v1/messages/count_tokens") return countTokens(call);
    return answerElsewhere(method, path, response);
  }

  const url = await listen(server, port);
  return {
    url,
    requests: log.entries,
    setScenario: async (scenario) => {
      script = createScript(await readScenario(scenario));
    },
    setRespond: (next) => {
      respond = next;
    },
    waitForRequest: (predicate, wait) => log.waitFor(predicate, wait),
    close: () => {
      log.close();
      return shut(server);
    },
  };
}

async function readScenario(scenario: Scenario | string): Promise<ParsedScenario> {
  return typeof scenario === "string" ? loadScenario(scenario) : parseScenario(scenario);
}

async function readCall(request: IncomingMessage, delivery: Call["delivery"]): Promise<Call> {
  const body = await text(request);
  const { method = "GET", url = "/", headers } = request;
  const path = new URL(url, "http://localhost").pathname;
  return { request: { at: delivery.clock.now(), method, path, headers, body: parseBody(body) }, text: body, delivery };
}

// A body that is not JSON is logged as text and refused where its shape is checked.
function parseBody(body: string): unknown {
  try {
    return body === "" ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}

function untilGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Error("the caller went away")));
  return gone.signal;
}

function endBroken(response: ServerResponse, signal: AbortSignal, cause: unknown): void {
  if (signal.aborted || response.headersSent) {
    response.destroy();
    return;
  }
  // Without the header claude would try again for minutes and hide the failed assertion of a test's `respond`.
  response.setHeader("x-should-retry", "false");
  sendJson(response, errorBody("api_error", `the scripted model failed: ${String(cause)}`), 500);
}
