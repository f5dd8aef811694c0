import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeEntities } from "./decode-entities.ts";

test("the usual references are resolved, by name and by number", () => {
  assert.equal(decodeEntities("a &lt;b&gt; &amp;amp; &quot;c&quot; &#8594; &#x2192;"), 'a <b> &amp; "c" → →');
});

test("what is no reference stays as it is written, and what is no character is replaced", () => {
  assert.equal(decodeEntities("AT&T &nope; &; &#9999999; a&b"), "AT&T &nope; &; &#9999999; a&b");
  assert.equal(decodeEntities("&#0;&#xD800;"), "\ufffd\ufffd");
});
