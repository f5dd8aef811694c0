import { WIRE_VERSION, type Verb, type VerbTable } from "@hyperhive/wire";

type Schema = NonNullable<Verb["item"]>;
type JsonSchema = Record<string, unknown>;

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** A schema as JSON Schema of what stands on the wire: defaults are optional, unknown keys allowed. */
export function jsonSchema(schema: Schema): JsonSchema {
  const { $schema: _, "~standard": __, ...rest } = schema.toJSONSchema({ io: "input" }) as JsonSchema;
  return rest;
}

/** One document with the given schemas as its `$defs`. */
export function definitions(title: string, description: string, schemas: Record<string, Schema>): JsonSchema {
  const defs = Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)] as const);
  return { $schema: DIALECT, title, description, $defs: Object.fromEntries(defs) };
}

/** The verbs of one socket: a line that a client sends first fits the document, and `$defs` holds every verb's shapes. */
export function verbDocument(title: string, description: string, table: VerbTable): JsonSchema {
  const defs = Object.entries(table).flatMap(([cmd, verb]) => verbShapes(cmd, verb));
  const oneOf = Object.keys(table).map((cmd) => ({ $ref: `#/$defs/${cmd}.request` }));
  return {
    $schema: DIALECT,
    title,
    description,
    oneOf,
    $defs: { ...Object.fromEntries(defs), failed: failedShape },
  };
}

function verbShapes(cmd: string, verb: Verb): [string, JsonSchema][] {
  const { summary: description } = verb;
  const shapes: [string, JsonSchema][] = [
    [`${cmd}.request`, { description, ...withFields(jsonSchema(verb.request), { cmd: { const: cmd } }) }],
    [`${cmd}.response`, answered(jsonSchema(verb.response))],
  ];
  if (verb.item !== undefined) shapes.push([`${cmd}.item`, answered(jsonSchema(verb.item))]);
  if (verb.input !== undefined) shapes.push([`${cmd}.input`, jsonSchema(verb.input)]);
  return shapes;
}

function answered(schema: JsonSchema): JsonSchema {
  return withFields(schema, { version: { const: WIRE_VERSION }, ok: { const: true } });
}

const failedShape: JsonSchema = {
  type: "object",
  description: "What any verb may answer instead; `code` is a word of docs/errors.md.",
  properties: {
    version: { const: WIRE_VERSION },
    ok: { const: false },
    error: { type: "string" },
    code: { type: "string" },
  },
  required: ["version", "ok", "error", "code"],
};

/** Adds fields that must be there; a union gets them beside its branches. */
function withFields(schema: JsonSchema, fields: JsonSchema): JsonSchema {
  const properties = { ...fields, ...(schema["properties"] as JsonSchema | undefined) };
  const required = [...Object.keys(fields), ...((schema["required"] as string[] | undefined) ?? [])];
  return { ...schema, type: "object", properties, required };
}
