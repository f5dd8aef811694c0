import type { HttpBindings } from "@hono/node-server";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import { httpErrorSchema, toHiveError } from "@hyperhive/wire";

/** What every route of the API runs on. */
export type ApiEnv = { Bindings: HttpBindings };

/** An app whose routes describe themselves; a request that does not fit its schema becomes a HiveError that names the field. */
export function createApiApp(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw toHiveError(result.error);
    },
  });
}

/** The number of a thing in the path of a route. */
export const idParams = z.object({ id: z.coerce.number().int() });

/** The name of an agent, or of something else, in the path of a route; what it means is for the domain to say. */
export const nameParams = z.object({ name: z.string() });

/** A JSON body that must be there. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

/** The answers of a route: its own, and the error form that all share. */
export function answers<S extends z.ZodType>(description: string, schema: S) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: {
      description: "what went wrong, with a code of the error table",
      content: { "application/json": { schema: httpErrorSchema } },
    },
  } as const;
}

/** The answer of an action that has nothing to say but that it is done. */
export const doneSchema = z.object({ ok: z.literal(true) });
