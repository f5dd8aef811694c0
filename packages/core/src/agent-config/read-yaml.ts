import { isScalar, LineCounter, parseDocument, visit, type Document, type YAMLMap } from "yaml";
import type { ConfigProblem } from "./config-problem.ts";
import { placeFinder, type FindPlace } from "./yaml-place.ts";

/** What a YAML text holds and where each value stands, or all that is wrong with the text. */
export type YamlReading =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: FindPlace }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Longest `agent.yaml`, in bytes of UTF-8. */
export const MAX_YAML_BYTES = 64 * 1024;
const TOO_DEEP = "the text is nested too deeply";
/** Aliases that one may write, those inside of aliases multiplied. */
const MAX_ALIASES = 20;

/** Reads one document of YAML 1.2 with the core schema and nothing beyond: no tags of one's own, no merge keys, no key twice, at most 64 KiB. A file without a value is an empty mapping. */
export function readYaml(text: string): YamlReading {
  const size = Buffer.byteLength(text);
  if (size > MAX_YAML_BYTES) return failed(`expected at most ${MAX_YAML_BYTES} bytes, got ${size}`);
  const lines = new LineCounter();
  try {
    const document = parse(text, lines);
    const placeOf = placeFinder(document, lines);
    const problems = [...complaints(document), ...keyProblems(document)];
    if (problems.length > 0) {
      return { ok: false, problems: problems.map(({ at, text }) => ({ place: placeOf.offset(at), text })) };
    }
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {}, placeOf };
  } catch (thrown) {
    return failed(wordsOf(thrown));
  }
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed {
  return parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // The library compares each key with each other; `keyProblems` looks them up.
    uniqueKeys: false,
    prettyErrors: false,
    // `silent` would also let a second document pass.
    logLevel: "error",
    lineCounter,
  });
}

type Complaint = { readonly at: number; readonly text: string };

function complaints({ errors, warnings, directives }: Document.Parsed): readonly Complaint[] {
  const { explicit, version } = directives.yaml;
  return [
    ...[...errors, ...warnings].map(({ code, message, pos }) => ({
      at: pos[0],
      text: code === "MULTIPLE_DOCS" ? "expected one YAML document, got several" : plainWords(message),
    })),
    ...(explicit === true && version !== "1.2" ? [{ at: 0, text: `expected YAML 1.2, got ${version}` }] : []),
  ];
}

function plainWords(message: string): string {
  return message.includes("call stack") ? TOO_DEEP : message;
}

function keyProblems(document: Document.Parsed): readonly Complaint[] {
  const found: Complaint[] = [];
  visit(document, { Map: (_, map) => void found.push(...keyProblemsOf(map)) });
  return found;
}

function keyProblemsOf(map: YAMLMap): readonly Complaint[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const [name, at] = [String(key.value), key.range?.[0] ?? 0];
    if (name === "__proto__") return [{ at, text: "`__proto__` cannot be a name here" }];
    if (seen.has(name)) return [{ at, text: `expected each key once, got \`${name}\` again` }];
    seen.add(name);
    return [];
  });
}

function failed(text: string): YamlReading {
  return { ok: false, problems: [{ text }] };
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof RangeError) return TOO_DEEP;
  // What the library throws for an alias without its anchor, and for too many of them.
  if (thrown instanceof ReferenceError) return thrown.message;
  throw thrown;
}
