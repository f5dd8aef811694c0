import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";

const zip = promisify(gzip);

/** Below this an answer fits a few packets, and zipping it gains nothing. */
const WORTH_BYTES = 8 * 1024;

/** Zips large answers of the API for clients that read that; a phone waits for the snapshot of a large hive else. The work is done beside the event loop. */
export const zippedAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  const { status, headers } = c.res;
  if (headers.get("content-type")?.startsWith("application/json") !== true || headers.has("content-encoding")) return;
  if (!(c.req.header("accept-encoding") ?? "").includes("gzip")) return;
  const plain = Buffer.from(await c.res.arrayBuffer());
  const isWorth = plain.length >= WORTH_BYTES;
  const body = isWorth ? await zip(plain, { level: constants.Z_BEST_SPEED }) : plain;
  c.res = new Response(body, { status, headers });
  if (isWorth) c.res.headers.set("content-encoding", "gzip");
};
