import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Secret } from "../config/secret.ts";
import { blotSecret } from "./secret-blotter.ts";

/** The one upstream that every request goes to, and the credential that the core adds. */
export type Upstream = { readonly url: URL; readonly key?: Secret };

const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];
/** What an agent sends that must not reach the upstream; the length stays, so that the body need not be chunked. */
const NOT_UPSTREAM = new Set([
  ...HOP_BY_HOP,
  "host",
  "authorization",
  "x-api-key",
  "cookie",
  "accept-encoding",
  "expect",
]);
const NOT_DOWNSTREAM = new Set([...HOP_BY_HOP, "set-cookie"]);
/** What the model's API is asked with. Others may do what nobody meant: a server that answers TRACE shows the credential. */
const METHODS = new Set(["GET", "HEAD", "POST", "DELETE"]);
const MODEL_PATH = /^\/v1\/[A-Za-z0-9._~:@/-]+$/;

/** Where a request of a cage goes, or undefined when its path is none of the model's. */
export function upstreamUrl(upstream: URL, target: string): URL | undefined {
  const asked = URL.parse(target, "http://cage");
  if (asked === null || !MODEL_PATH.test(asked.pathname)) return undefined;
  const url = new URL(upstream);
  url.pathname = `${upstream.pathname.replace(/\/$/, "")}${asked.pathname}`;
  url.search = asked.search;
  return url;
}

/** Whether the model's API knows such a request. */
export function isModelMethod(method: string | undefined): boolean {
  return METHODS.has(method ?? "");
}

/** The headers that go upstream: the agent's own credential is dropped, the hive's is added, and no compression is asked for, so that usage can be counted. */
export function upstreamHeaders(headers: IncomingHttpHeaders, key: Secret | undefined): OutgoingHttpHeaders {
  return { ...without(headers, NOT_UPSTREAM), "accept-encoding": "identity", ...credential(key) };
}

/** The headers that go back into the cage. */
export function downstreamHeaders(headers: IncomingHttpHeaders, key: Secret | undefined): OutgoingHttpHeaders {
  const kept = Object.entries(without(headers, NOT_DOWNSTREAM));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, typeof value === "string" ? blotSecret(value, key) : value]),
  );
}

function credential(key: Secret | undefined): OutgoingHttpHeaders {
  if (key === undefined) return {};
  const value = key.reveal();
  // Tokens of a log-in are bearer tokens, everything else is an API key.
  return value.startsWith("sk-ant-oat") ? { authorization: `Bearer ${value}` } : { "x-api-key": value };
}

function without(headers: IncomingHttpHeaders, dropped: ReadonlySet<string>): OutgoingHttpHeaders {
  const named = new Set((headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => value !== undefined && !dropped.has(name) && !named.has(name)),
  );
}
