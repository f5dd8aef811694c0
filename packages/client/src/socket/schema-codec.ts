import type { Verb, VerbTable } from "@hyperhive/wire";
import { openResponse, parseAs, readLeniently } from "@hyperhive/wire/plain";
import type { VerbCodec } from "./verb-codec.ts";

/** Checks both directions by the verbs' schemas: a wrong request is refused before it is written, a wrong answer is named as a bug. */
export function schemaCodec(table: VerbTable): VerbCodec {
  return {
    request: (cmd, input) => ({ cmd, ...(parseAs(verbOf(table, cmd).request, input) as object) }),
    answer: (cmd, line) =>
      readLeniently(verbOf(table, cmd).response, openResponse(line), `the core's answer to \`${cmd}\``),
    item(cmd, line) {
      const { item } = verbOf(table, cmd);
      if (item === undefined) throw new TypeError(`\`${cmd}\` has no stream`);
      return readLeniently(item, openResponse(line), `an item of \`${cmd}\``);
    },
  };
}

function verbOf(table: VerbTable, cmd: string): Verb {
  const verb = table[cmd];
  if (verb === undefined) throw new TypeError(`no verb \`${cmd}\` in this client's table`);
  return verb;
}
