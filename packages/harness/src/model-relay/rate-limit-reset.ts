import type { IncomingHttpHeaders } from "node:http";

const BUCKETS = ["requests", "tokens", "input-tokens", "output-tokens"] as const;

/** When a rate limit ends, in Unix milliseconds, by the headers of a 429; undefined when they do not say. */
export function rateLimitReset(headers: IncomingHttpHeaders, now: number): number | undefined {
  return unified(headers) ?? latestBucket(headers) ?? retryAfter(headers, now);
}

function unified(headers: IncomingHttpHeaders): number | undefined {
  const seconds = Number(text(headers, "anthropic-ratelimit-unified-reset"));
  return seconds > 0 ? seconds * 1000 : undefined;
}

// Only a bucket that is empty keeps us waiting; the others reset too, but later or earlier for no reason of ours.
function latestBucket(headers: IncomingHttpHeaders): number | undefined {
  const resets = BUCKETS.filter((bucket) => text(headers, `anthropic-ratelimit-${bucket}-remaining`) === "0")
    .map((bucket) => Date.parse(text(headers, `anthropic-ratelimit-${bucket}-reset`) ?? ""))
    .filter((reset) => !Number.isNaN(reset));
  return resets.length === 0 ? undefined : Math.max(...resets);
}

function retryAfter(headers: IncomingHttpHeaders, now: number): number | undefined {
  const value = text(headers, "retry-after");
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return now + seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date;
}

function text(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
