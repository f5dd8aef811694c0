import assert from "node:assert/strict";
import { test } from "node:test";
import { Fragment, type ComponentChild, type VNode } from "preact";
import { markdownNodes } from "./markdown-nodes.ts";

/** Elements as HTML is written, without escaping, so that a test can say what is text and what is not: text stands in «». */
function written(child: unknown): string {
  if (Array.isArray(child)) return child.map(written).join("");
  if (typeof child === "string") return `«${child}»`;
  if (child === null || typeof child !== "object") return "";
  const { type, props } = child as VNode<{ children?: ComponentChild }>;
  const { children, ...attributes } = props;
  const inner = written(children);
  if (type === Fragment) return inner;
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}=${String(value)}`);
  return `<${String(type)}${said.join("")}>${inner}</${String(type)}>`;
}

const read = (text: string) => written(markdownNodes(text));

test("words, lists, code and tables become elements", () => {
  assert.equal(read("a **b** `c<d>`"), "<p>«a »<strong>«b»</strong>« »<code>«c<d>»</code></p>");
  assert.equal(read("3. one\n4. two"), "<ol start=3><li><span>«one»</span></li><li><span>«two»</span></li></ol>");
  assert.match(read("| a |\n|--:|\n| b |"), /<th align=right>«a»<\/th>.*<td align=right>«b»<\/td>/);
  assert.equal(read("```sh\nls <x>\n```"), "<pre><code>«ls <x>»</code></pre>");
  assert.match(read("- [x] done"), /«☑ »/);
  assert.equal(read("one\ntwo"), "<p>«one»<br></br>«two»</p>");
});

test("html is text, also in a block of its own, and references are resolved", () => {
  assert.equal(read("a <b>c</b>"), "<p>«a »«<b>»«c»«</b>»</p>");
  assert.equal(read("<script>run()</script>"), "«<script>run()</script>»");
  assert.equal(read("1 &lt; 2"), "<p>«1 < 2»</p>");
});

test("a link leads to the web, to mail, or to something on this page; any other is only its words", () => {
  assert.equal(
    read("[a](https://x.example)"),
    "<p><a href=https://x.example target=_blank rel=noopener noreferrer>«a»</a></p>",
  );
  assert.equal(read("[#87](#apr-87)"), "<p><a href=#apr-87>«#87»</a></p>");
  for (const address of [
    "javascript:run()",
    "JaVaScRiPt:run()",
    "data:text/html,x",
    "#decisions",
    "/logout",
    "//x.example",
  ])
    assert.equal(read(`[a](${address})`), "<p>«a»</p>", address);
});

test("a picture is a link to its address, and is never fetched", () => {
  assert.match(
    read("![a map](https://x.example/map.png)"),
    /<a href=https:\/\/x\.example\/map\.png [^>]*>«a map»<\/a>/,
  );
});

test("what is nested too deeply, too long, or of too many pieces is not read; a long report is", () => {
  assert.equal(markdownNodes(`${"> ".repeat(60)}deep`), undefined);
  assert.equal(markdownNodes("a".repeat(20_000)), undefined);
  assert.equal(markdownNodes("- a\n".repeat(4000)), undefined);
  assert.equal(markdownNodes("|a|\n|-|\n|b|\n\n".repeat(1200)), undefined);
  const report = "## part\n\nsome **words** about `it`:\n\n- one\n- two\n\n".repeat(200);
  assert.equal(read(report).match(/<li>/g)?.length, 400);
});
