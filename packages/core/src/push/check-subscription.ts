import { createPublicKey } from "node:crypto";
import { HiveError, type PushSubscriptionData } from "@hyperhive/wire";
import { reachOf, type PushNetwork } from "./push-network.ts";

const POINT_BYTES = 65;
const AUTH_BYTES = 16;

/** Refuses a subscription that nothing can be encrypted for, or whose endpoint is not on the public internet. Throws `bad_request`. */
export async function checkSubscription({ endpoint, keys }: PushSubscriptionData, network: PushNetwork): Promise<void> {
  const url = URL.parse(endpoint);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    throw refusal("endpoint", "an https address of a push service without a user in it", endpoint);
  if (!isPoint(Buffer.from(keys.p256dh, "base64url")))
    throw refusal("keys.p256dh", "an uncompressed point of P-256 in base64url", keys.p256dh);
  if (Buffer.from(keys.auth, "base64url").byteLength !== AUTH_BYTES)
    throw refusal("keys.auth", `${AUTH_BYTES} bytes in base64url`, keys.auth);
  const reach = await reachOf(url, network);
  // What has no address now is looked up again at each push.
  if (!reach.ok && reach.isRefused) throw refusal("endpoint", "an address on the public internet", reach.reason);
}

function isPoint(bytes: Buffer): boolean {
  if (bytes.byteLength !== POINT_BYTES || bytes[0] !== 4) return false;
  const x = bytes.toString("base64url", 1, 33);
  const y = bytes.toString("base64url", 33);
  try {
    createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    return true;
  } catch {
    // Not on the curve.
    return false;
  }
}

function refusal(field: string, expected: string, got: string): HiveError {
  return new HiveError("bad_request", `\`${field}\`: expected ${expected}, got ${got}`);
}
