import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { pushEndpointSchema, pushKeySchema, pushSubscriptionSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, jsonBody, type ApiEnv } from "./openapi-app.ts";

const keyRoute = createRoute({
  method: "get",
  path: "/api/push",
  summary: "The public key with which a browser subscribes to notifications",
  responses: answers("the key", pushKeySchema),
});

const subscribeRoute = createRoute({
  method: "post",
  path: "/api/push/subscribe",
  summary: "Has a browser told of what waits and of messages; repeating it changes nothing",
  request: { body: jsonBody(pushSubscriptionSchema) },
  responses: answers("done", doneSchema),
});

const unsubscribeRoute = createRoute({
  method: "post",
  path: "/api/push/unsubscribe",
  summary: "Has a browser told no more",
  request: { body: jsonBody(pushEndpointSchema) },
  responses: answers("done", doneSchema),
});

/** How a browser comes to be told while no page is open. */
export function pushRoutes({ push }: Pick<HttpDeps, "push">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(keyRoute, (c) => c.json({ public_key: push.publicKey() }, 200));
  app.openapi(subscribeRoute, async (c) => {
    await push.subscribe(c.req.valid("json"));
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(unsubscribeRoute, (c) => {
    push.unsubscribe(c.req.valid("json").endpoint);
    return c.json({ ok: true as const }, 200);
  });
  return app;
}
