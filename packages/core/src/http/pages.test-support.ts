import type { TestContext } from "node:test";
import type { CoreOverrides } from "../core.ts";
import { startDeployStage } from "../deploy/deploy-stage.test-support.ts";

/** What a page got as its answer. */
export type PageAnswer = { readonly status: number; readonly ok?: boolean; readonly code?: string } & Readonly<
  Record<string, unknown>
>;

type Headers = Readonly<Record<string, string>>;

/** A hive with real repos and the operator logged in at its pages; whoever gives headers of its own sends no others. */
export async function startPages(t: TestContext, overrides: CoreOverrides = {}) {
  const stage = await startDeployStage(t, {}, overrides);
  const { url } = stage.core;
  const login = await fetch(stage.core.loginLink().url, { redirect: "manual" });
  const cookie = (login.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const origin = url.slice(0, -1);
  const ask = async (path: string, init: RequestInit): Promise<PageAnswer> => {
    const answer = await fetch(`${url}${path}`, init);
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  return {
    ...stage,
    get: async (path: string, headers: Headers = { cookie }) => await ask(path, { headers }),
    post: async (path: string, body?: unknown, headers: Headers = { cookie, origin }) =>
      await ask(path, {
        method: "POST",
        headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    cookie,
    origin,
  };
}
