import { HiveError, isErrorCode } from "@hyperhive/wire/plain";

/** Where the HTTP API is. */
export type HttpOptions = {
  /** Such as `http://127.0.0.1:7000`; empty for the page's own host. */
  readonly baseUrl: string;
  /** Sent with every request; outside a browser these need `cookie` and, for writes, `origin`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The platform's own unless told otherwise. */
  readonly fetch?: typeof fetch;
};

/** Sends a request and resolves with the body of its answer. */
export type Requester = {
  readonly get: <R>(path: string, options?: { readonly signal?: AbortSignal }) => Promise<R>;
  readonly post: <R>(path: string, body: object) => Promise<R>;
};

/** Makes a requester whose failures are all HiveErrors, save an abort, which rejects with the signal's reason. */
export function createRequester({ baseUrl, headers = {}, fetch: own }: HttpOptions): Requester {
  // Called through the global each time: pages and tests may replace it, and it must not lose its `this`.
  const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
  const request = async <R>(path: string, init: RequestInit): Promise<R> => {
    const response = await reach(`${baseUrl}${path}`, init, send);
    const text = await response.text();
    if (!response.ok) throw answeredError(response.status, text);
    return readJson(text, path) as R;
  };
  return {
    get: async (path, options) => await request(path, { headers, ...options }),
    post: async (path, body) =>
      await request(path, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

async function reach(url: string, init: RequestInit, send: typeof fetch): Promise<Response> {
  try {
    return await send(url, init);
  } catch (cause) {
    init.signal?.throwIfAborted();
    throw new HiveError("core_unreachable", "no core answers; it may be restarting, or it is stopped", { cause });
  }
}

function answeredError(status: number, text: string): HiveError {
  const body = tryJson(text) as { error?: unknown; code?: unknown } | undefined;
  const code = typeof body?.code === "string" && isErrorCode(body.code) ? body.code : undefined;
  const message = typeof body?.error === "string" ? body.error : `the core answered with status ${status}`;
  return new HiveError(code ?? (status === 401 ? "not_logged_in" : "internal"), message);
}

function readJson(text: string, path: string): unknown {
  const value = tryJson(text);
  if (value === undefined)
    throw new HiveError("bad_json", `expected JSON from ${path}, got something else; is this the hive's address?`);
  return value;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
