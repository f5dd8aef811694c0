import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import * as fc from "fast-check";
import { Secret } from "../config/secret.ts";
import { SecretBlotter } from "./secret-blotter.ts";

const SECRET = "abababac";

async function blotted(chunks: readonly string[]): Promise<string> {
  const blotter = new SecretBlotter(new Secret(SECRET));
  for (const chunk of chunks) blotter.write(chunk);
  blotter.end();
  return await text(blotter);
}

test("wherever a text is cut, the secret is blotted out and nothing else changes", async () => {
  const piece = fc.constantFrom("a", "b", "ab", "c", "abababab", SECRET, SECRET.slice(0, 5), SECRET.slice(5));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (chunks) => {
      const expected = chunks.join("").replaceAll(SECRET, "*".repeat(SECRET.length));
      assert.equal(await blotted(chunks), expected);
    }),
  );
});

test("what cannot be the beginning of the secret passes at once", () => {
  const blotter = new SecretBlotter(new Secret(SECRET));
  blotter.write("data: hello aba");
  assert.equal(String(blotter.read()), "data: hello ");
});

test("without a secret, or with one too short to be one, everything passes", async () => {
  for (const secret of [undefined, new Secret(""), new Secret("abc")]) {
    const blotter = new SecretBlotter(secret);
    blotter.end("abc abc");
    assert.equal(await text(blotter), "abc abc");
  }
});
