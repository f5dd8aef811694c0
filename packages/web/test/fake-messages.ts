import type { FilePreview, InboxRow } from "@hyperhive/wire";
import type { SampleHive } from "./sample-hive.ts";

const HISTORY_ROWS = 200;
const FOUND_ROWS = 50;

/** What the core answers about messages: their history by pages, a search of them, and files that they name. */
export function answerAboutMessages({ pathname, searchParams }: URL, hive: SampleHive): object | undefined {
  const before = Number(searchParams.get("before") ?? Infinity);
  if (pathname === "/dashboard/history") return historyPage(hive.said, before);
  if (pathname === "/api/search") return searchPage(hive.said, (searchParams.get("q") ?? "").toLowerCase(), before);
  if (pathname === "/api/state-file") return hive.files.get(searchParams.get("path") ?? "");
  return undefined;
}

/** A file that a message of the sample hive names. */
export const SAMPLE_FILES: readonly FilePreview[] = [
  {
    path: "/shared/reports/latency.md",
    host_path: "/srv/hive/shared/reports/latency.md",
    size: 1843,
    text: "# latency\n\nhost            p50     p95\napi.northsea    118 ms  402 ms\nmirror-2        96 ms   9810 ms\n",
    truncated: false,
  },
];

function historyPage(said: readonly InboxRow[], before: number): object {
  const older = said.filter(({ id }) => id < before);
  return { messages: older.slice(-HISTORY_ROWS), more: older.length > HISTORY_ROWS };
}

function searchPage(said: readonly InboxRow[], query: string, before: number): object {
  const words = query.split('"').flatMap((part, at) => (at % 2 === 1 ? [part] : part.split(/\s+/)));
  const found = said.filter(({ id, body }) => id < before && words.every((word) => body.toLowerCase().includes(word)));
  const messages = found.toReversed().slice(0, FOUND_ROWS);
  return { messages, ...(found.length > FOUND_ROWS && { next: messages.at(-1)?.id }) };
}
