import assert from "node:assert/strict";
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { parseAs, pushMessageSchema, type PushMessage, type PushSubscriptionData } from "@hyperhive/wire";
import type { Arrived } from "./push-service.test-support.ts";

/** What a browser does with a push, and with whom it shares it. */
export type Browser = {
  readonly subscription: PushSubscriptionData;
  /** Decrypts a push (RFC 8291) to what a notification is made from. */
  open(push: Arrived): PushMessage;
};

const RECORD_HEADER_BYTES = 21;
const TAG_BYTES = 16;

/** A browser that is subscribed at an endpoint. */
export function createBrowser(endpoint: string): Browser {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys();
  const auth = randomBytes(16);
  const keys = { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") };
  return {
    subscription: { endpoint, keys },
    open({ headers, body }) {
      assert.equal(headers["content-encoding"], "aes128gcm");
      const salt = body.subarray(0, 16);
      const idLength = body[20] ?? 0;
      const sender = body.subarray(RECORD_HEADER_BYTES, RECORD_HEADER_BYTES + idLength);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
      const secret = derive(auth, pair.computeSecret(sender), info, 32);
      const key = derive(salt, secret, "Content-Encoding: aes128gcm\0", 16);
      const nonce = derive(salt, secret, "Content-Encoding: nonce\0", 12);
      const text = decrypt(body.subarray(RECORD_HEADER_BYTES + idLength), key, nonce);
      return parseAs(pushMessageSchema, JSON.parse(text));
    },
  };
}

/** Checks the signature of a push (RFC 8292) and says what it claims; `exp` in Unix seconds. */
export function claimsOf({ headers }: Arrived, publicKey: string): { aud: string; exp: number; sub: string } {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? "") ?? [];
  assert.equal(key, publicKey);
  const [header = "", claims = "", signature = ""] = token.split(".");
  assert.equal(JSON.parse(Buffer.from(header, "base64url").toString()).alg, "ES256");
  const point = Buffer.from(publicKey, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.toString("base64url", 1, 33),
    y: point.toString("base64url", 33),
  };
  const signer = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" } as const;
  const isSigned = verify("sha256", Buffer.from(`${header}.${claims}`), signer, Buffer.from(signature, "base64url"));
  assert.ok(isSigned, "the hive's key signed it");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}

function derive(salt: Buffer, secret: Buffer, info: Buffer | string, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, length));
}

function decrypt(sealed: Buffer, key: Buffer, nonce: Buffer): string {
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  // The last record ends with 2 and perhaps zeros.
  const end = padded.lastIndexOf(2);
  assert.ok(end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0), "the record is the last one");
  return padded.toString("utf8", 0, end);
}
