import { createECDH, generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { messageOf, parseAs } from "@hyperhive/wire";
import { z } from "zod";
import { Secret } from "../config/secret.ts";
import { createPrivateFile } from "../private-file.ts";

/** The key pair by which push services know this hive (RFC 8292), base64url. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: Secret };

/** The keys, and whether they were made just now; or what is wrong with their file. */
export type VapidReading =
  | { readonly ok: true; readonly keys: VapidKeys; readonly isNew: boolean }
  | { readonly ok: false; readonly problem: string };

const CURVE = "prime256v1";

const fileSchema = z.object({ public_key: z.string(), private_key: z.string() });

/** Reads the keys, or makes them when there is no file yet; only the core's own account may read it. A file that is damaged is left as it is. */
export function openVapidKeys(path: string): VapidReading {
  try {
    return existsSync(path)
      ? { ok: true, keys: readKeys(path), isNew: false }
      : { ok: true, keys: makeKeys(path), isNew: true };
  } catch (thrown) {
    return { ok: false, problem: `${path}: ${messageOf(thrown)}` };
  }
}

function readKeys(path: string): VapidKeys {
  // A copy that was brought back may have lost its mode.
  chmodSync(path, 0o600);
  const text = readFileSync(path, "utf8");
  const { public_key: publicKey, private_key: privateKey } = parseAs(fileSchema, parseJson(text));
  if (publicOf(privateKey) !== publicKey) throw new Error("expected a key pair, got two keys that do not fit");
  return { publicKey, privateKey: new Secret(privateKey) };
}

// What a JSON parser says of damage quotes the text, which is a secret.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("expected JSON, got something else");
  }
}

function publicOf(privateKey: string): string {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(privateKey, "base64url");
  return pair.getPublicKey("base64url");
}

function makeKeys(path: string): VapidKeys {
  // JWK, because ECDH drops leading zeros of a private key.
  const { d = "" } = generateKeyPairSync("ec", { namedCurve: CURVE }).privateKey.export({ format: "jwk" });
  const publicKey = publicOf(d);
  const draft = `${path}.new`;
  createPrivateFile(draft);
  writeFileSync(draft, `${JSON.stringify({ public_key: publicKey, private_key: d })}\n`, { flush: true });
  renameSync(draft, path);
  return { publicKey, privateKey: new Secret(d) };
}
