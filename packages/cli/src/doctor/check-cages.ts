import type { Check } from "./finding.ts";

/** The host can make cages; the runtime itself knows what that takes. */
export const checkCages: Check = async () => {
  const { probeCages } = await import("../serve/probe-cages.ts");
  return (await probeCages()).map(({ name, ok, detail, mend }) =>
    ok ? { name, state: "ok", detail } : { name, state: "problem", detail, mend },
  );
};
