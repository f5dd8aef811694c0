/** What a rule's patterns caught: `groups[0]` is `$1`. */
export type Captures = { groups: readonly string[]; named: Readonly<Record<string, string>> };

const reference = /\$(?:(\$)|(\d{1,2})|<([^>]+)>)/g;

/**
 * Fills `$1`, `$<name>` and `$$` in every string of a value, and turns `{ "$number": "…" }` into a number.
 * A reference to something that was not caught stays as it is.
 */
export function fillTemplate(value: unknown, captures: Captures): unknown {
  if (typeof value === "string") return fillText(value, captures);
  if (Array.isArray(value)) return value.map((item) => fillTemplate(item, captures));
  if (typeof value !== "object" || value === null) return value;
  if ("$number" in value) return Number(fillText(String(value.$number), captures));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillTemplate(item, captures)]));
}

function fillText(text: string, captures: Captures): string {
  return text.replace(reference, (whole, dollar?: string, index?: string, name?: string) => {
    if (dollar) return "$";
    const caught = index ? captures.groups[Number(index) - 1] : captures.named[name ?? ""];
    return caught ?? whole;
  });
}

/** Lists the references in every string of a value, as `1` or `name`. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === "string")
    return [...value.matchAll(reference)].flatMap(([, , index, name]) => index ?? name ?? []);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}
