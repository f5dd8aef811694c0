import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { HiveError } from "./errors.ts";
import { encodeLine, LineSplitter, parseLine, type SplitLine } from "./framing.ts";
import { MAX_LINE_BYTES } from "./limits.ts";

const bytes = new TextEncoder();

function split(chunks: readonly Uint8Array[], limit?: number): SplitLine[] {
  const splitter = new LineSplitter(limit);
  return chunks.flatMap((chunk) => splitter.push(chunk));
}

function line(text: string): SplitLine {
  return { kind: "line", text };
}

/** Cuts the bytes at the given places, wherever characters end. */
function cut(whole: Uint8Array, places: readonly number[]): Uint8Array[] {
  const edges = [0, ...places.map((place) => place % (whole.length + 1)).toSorted((a, b) => a - b), whole.length];
  return edges.slice(1).map((edge, at) => whole.subarray(edges[at], edge));
}

const text = fc.string({ unit: "binary", maxLength: 40 }).map((value) => value.replaceAll("\n", "").toWellFormed());

test("however the bytes arrive, the lines are the same", () => {
  fc.assert(
    fc.property(fc.array(text), fc.array(fc.nat()), (lines, places) => {
      const whole = bytes.encode(lines.map((value) => `${value}\n`).join(""));
      const decoded = lines.map((value) => line(new TextDecoder().decode(bytes.encode(value))));
      assert.deepEqual(split(cut(whole, places)), decoded);
    }),
  );
});

test("a line over the limit is told once and skipped, and the next line is whole", () => {
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 60 }), fc.array(fc.nat()), (size, places) => {
      const whole = bytes.encode(`before\n${"x".repeat(size)}\nafter\n`);
      assert.deepEqual(split(cut(whole, places), 10), [line("before"), { kind: "too_long" }, line("after")]);
    }),
  );
});

test("a line of exactly the limit passes, one byte more does not", () => {
  assert.deepEqual(split([bytes.encode("1234567890\n")], 10), [line("1234567890")]);
  assert.deepEqual(split([bytes.encode("12345678901\n")], 10), [{ kind: "too_long" }]);
  assert.deepEqual(split([bytes.encode("12345é7890\n")], 10), [{ kind: "too_long" }], "bytes count, not characters");
});

test("an endless line is told before it ends, so that nobody waits for its line feed", () => {
  assert.deepEqual(split([new Uint8Array(MAX_LINE_BYTES + 1).fill(0x78)]), [{ kind: "too_long" }]);
});

test("carriage return, U+2028, U+2029, U+0085 and form feed are no line ends", () => {
  const odd = "a\rb\u2028c\u2029d\u0085e\ff";
  assert.deepEqual(split([bytes.encode(`${odd}\n`)]), [line(odd)]);
});

test("an unfinished line waits for its line feed", () => {
  const splitter = new LineSplitter();
  assert.deepEqual(splitter.push(bytes.encode("half")), []);
  assert.deepEqual(splitter.push(bytes.encode(" done\n")), [line("half done")]);
});

test("a splitter keeps its own copy of what the caller's buffer held", () => {
  const splitter = new LineSplitter();
  const buffer = bytes.encode("abc");
  splitter.push(buffer);
  buffer.fill(0x7a);
  assert.deepEqual(splitter.push(bytes.encode("\n")), [line("abc")]);
});

test("any object survives encoding, splitting and parsing as one line", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const [first, ...more] = split([bytes.encode(encodeLine(value))]);
      assert.equal(more.length, 0);
      assert.ok(first?.kind === "line");
      assert.deepEqual(parseLine(first.text), JSON.parse(JSON.stringify(value)));
    }),
  );
});

for (const wrong of ["", "hello", "{", "[]", "null", "3", '"x"', "{} {}"]) {
  test(`${JSON.stringify(wrong)} is no JSON object and refused with an excerpt`, () => {
    assert.throws(
      () => parseLine(wrong),
      (error) => error instanceof HiveError && error.code === "bad_json" && error.message.includes("one JSON object"),
    );
  });
}

test("a long line that is no JSON is shown cut", () => {
  assert.throws(
    () => parseLine("x".repeat(5000)),
    (error) => error instanceof Error && error.message.length < 200,
  );
});

test("a piece of a line survives the reuse of the buffer it came in", () => {
  const splitter = new LineSplitter();
  const chunk = Buffer.from("before");
  splitter.push(chunk);
  chunk.fill("x");
  assert.deepEqual(splitter.push(bytes.encode(" after\n")), [line("before after")]);
});
