import type { HostVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

/** Tells which core this is. */
export const ping: PlainHandler<HostVerbs["ping"], HostCaller> = (_request, { agents, core, runtimeKind }) => {
  const { rev, started_at, demo, model_access } = agents.info();
  return {
    rev,
    pid: process.pid,
    started_at,
    state_dir: core.config.stateDir,
    url: core.url,
    runtime: runtimeKind,
    demo,
    model_access,
  };
};

/** Tells where the pages are. */
export const urls: PlainHandler<HostVerbs["urls"], HostCaller> = (_request, { core }) => {
  const domain = core.config.allowedHosts[0];
  return { urls: { ...(domain !== undefined && { domain }), home: core.url } };
};

/** Makes a new log-in link. */
export const loginLink: PlainHandler<HostVerbs["login_link"], HostCaller> = (_request, { core }) => {
  const { url, expiresAt } = core.loginLink();
  return { url, expires_at: expiresAt };
};
