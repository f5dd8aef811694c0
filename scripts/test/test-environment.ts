import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** What a test may see of the environment of `npm test`; everything else (credentials, proxies, XDG folders) stays out. */
const inherited = ["CI", "DEBIAN_FRONTEND", "FORCE_COLOR", "HYPERHIVE_SLOW", "NO_COLOR", "TERM"];

const unitTestsVariable = "HYPERHIVE_UNIT_TESTS";

/** An environment for tests, with folders of its own that are removed when it is disposed of. */
export type TestEnvironment = AsyncDisposable & { readonly variables: NodeJS.ProcessEnv };

/** Makes an environment in which `HOME` and `TMPDIR` are fresh folders and the first `node` on PATH is ours. */
export async function createTestEnvironment(unitTests: readonly string[]): Promise<TestEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), "hh-"));
  const [HOME, TMPDIR] = [join(folder, "home"), join(folder, "tmp")];
  await Promise.all([mkdir(HOME, { mode: 0o700 }), mkdir(TMPDIR)]);
  // Cages run under other users, who must be able to pass through to their own folders; TMPDIR is open as /tmp is.
  await Promise.all([chmod(folder, 0o711), chmod(TMPDIR, 0o1777)]);
  const PATH = [dirname(process.execPath), process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter);
  const kept = Object.fromEntries(inherited.flatMap((name) => pair(name, process.env[name])));
  return {
    variables: { ...kept, PATH, HOME, TMPDIR, LANG: "C.UTF-8", TZ: "UTC", [unitTestsVariable]: unitTests.join("\n") },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The files that the process for unit tests was told to run. */
export function unitTestFiles(env: NodeJS.ProcessEnv): readonly string[] {
  return (env[unitTestsVariable] ?? "").split("\n").filter((file) => file !== "");
}

function pair(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
