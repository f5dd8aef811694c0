import { apiRoutes } from "./app.ts";
import type { HttpDeps } from "./deps.ts";

/** The HTTP API as an OpenAPI 3.1 document, made from the routes themselves. */
export function openApiDocument(): object {
  // Describing a route runs no handler, so nothing of the dependencies is ever touched.
  return apiRoutes({} as HttpDeps).getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "hyperhive",
      version: "1",
      description:
        "What the operator's pages use. Every call but the log-in needs the session cookie, every write an Origin of the page itself.",
    },
  });
}
