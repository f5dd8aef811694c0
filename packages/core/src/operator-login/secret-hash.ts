import { hash } from "node:crypto";

/** What is stored in place of a secret of 256 random bits; such a secret needs no salt and no slow hash. */
export function secretHash(secret: string): string {
  return hash("sha256", secret, "base64url");
}
