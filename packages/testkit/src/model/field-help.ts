import type { z } from "zod";

/** Finds what the schema says about the field at a path; undefined when it says nothing. */
export function fieldHelp(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  const found = path.reduce<z.core.$ZodType | undefined>((at, key) => at && child(bare(at), key), schema);
  return found && describedAs(found);
}

/** Lists the fields that the object at a path may have. */
export function fieldNames(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<z.core.$ZodType | undefined>((at, key) => at && child(bare(at), key), schema);
  const def = found && defOf(bare(found));
  return Object.keys(def?.shape ?? {});
}

type Def = {
  type: string;
  innerType?: z.core.$ZodType;
  out?: z.core.$ZodType;
  shape?: Record<PropertyKey, z.core.$ZodType>;
  element?: z.core.$ZodType;
};

function defOf(schema: z.core.$ZodType): Def {
  return schema._zod.def;
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  const def = defOf(schema);
  return def.shape ? def.shape[key] : def.element;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType, out } = defOf(schema);
  const inner = innerType ?? out;
  return inner ? bare(inner) : schema;
}

function describedAs(schema: z.core.$ZodType): string | undefined {
  const { description } = schema as { description?: string };
  const { innerType, out } = defOf(schema);
  const inner = innerType ?? out;
  return description ?? (inner && describedAs(inner));
}
