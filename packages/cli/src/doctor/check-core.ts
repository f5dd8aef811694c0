import { duration } from "../render/relative-time.ts";
import type { Check } from "./finding.ts";

/** A core answers on the socket; that none does is no fault of the machine. */
export const checkCore: Check = async ({ core, runDir, cli }) => {
  if (core === undefined) {
    const mend = "start it with `npm start` or `hive-c0re serve`";
    return [{ name: "core", state: "note", detail: `no core answers in ${runDir}`, mend }];
  }
  const detail = `${core.rev}, pid ${core.pid}, up ${duration(cli.now() - core.started_at)}, ${core.url}`;
  return [{ name: "core", state: "ok", detail }];
};
