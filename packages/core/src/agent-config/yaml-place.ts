import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type YAMLMap } from "yaml";

/** Line and column, both counted from 1. */
export type Place = { readonly line: number; readonly column: number };

/** Finds where a field stands: its key, or its nearest parent when it is not there itself. */
export type FindPlace = {
  (path: readonly PropertyKey[]): Place;
  /** The place of an offset in the text. */
  offset(at: number): Place;
};

/** Makes the finder of one document. */
export function placeFinder(document: Document.Parsed, lines: LineCounter): FindPlace {
  const keysOf = keyIndex();
  const offset = (at: number): Place => {
    const { line, col } = lines.linePos(at);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const find = (path: readonly PropertyKey[]): Place => {
    let [node, at]: Found = [document.contents, document.contents?.range[0] ?? 0];
    for (const part of path) {
      const found = step(node, part, keysOf);
      if (found === undefined) break;
      [node, at] = found;
    }
    return offset(at);
  };
  return Object.assign(find, { offset });
}

type Found = [node: unknown, at: number];
type KeysOf = (map: YAMLMap) => ReadonlyMap<string, Found>;

function step(node: unknown, part: PropertyKey, keysOf: KeysOf): Found | undefined {
  if (isMap(node)) return keysOf(node).get(String(part));
  const item = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) && item.range ? [item, item.range[0]] : undefined;
}

/** Looks through each mapping once, however many of its keys are asked for. */
function keyIndex(): KeysOf {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Found>>();
  return (map) => {
    const keys = known.get(map) ?? new Map(map.items.flatMap(({ key, value }) => entryOf(key, value)));
    known.set(map, keys);
    return keys;
  };
}

function entryOf(key: unknown, value: unknown): [string, Found][] {
  return isScalar(key) && key.range ? [[String(key.value), [value, key.range[0]]]] : [];
}
