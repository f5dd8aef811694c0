import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type ParsedNode } from "yaml";

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
  const offset = (at: number): Place => {
    const { line, col } = lines.linePos(at);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return Object.assign((path: readonly PropertyKey[]) => offset(offsetOf(document.contents, path)), { offset });
}

function offsetOf(root: ParsedNode | null, path: readonly PropertyKey[]): number {
  let [node, at]: Found = [root, root?.range[0] ?? 0];
  for (const part of path) {
    const found = step(node, part);
    if (found === undefined) break;
    [node, at] = found;
  }
  return at;
}

type Found = [node: unknown, at: number];

function step(node: unknown, part: PropertyKey): Found | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
    return isNode(pair?.key) && pair.key.range ? [pair.value, pair.key.range[0]] : undefined;
  }
  const item = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) && item.range ? [item, item.range[0]] : undefined;
}
