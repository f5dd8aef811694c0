import { describe } from "node:test";
import { testBuild } from "./runtime-build.suite.ts";
import { testExec } from "./runtime-exec.suite.ts";
import { testIsolation } from "./runtime-isolation.suite.ts";
import { testLifecycle } from "./runtime-lifecycle.suite.ts";
import { testNetwork } from "./runtime-network.suite.ts";
import type { SuiteHost } from "./suite-stage.ts";

/** Defines the tests that every runtime must pass, against a real one. */
export function runtimeSuite(name: string, host: SuiteHost): void {
  describe(name, { timeout: 600_000 }, () => {
    describe("lifecycle", () => testLifecycle(host));
    describe("build", () => testBuild(host));
    describe("exec", () => testExec(host));
    describe("isolation", () => testIsolation(host));
    describe("network", () => testNetwork(host));
  });
}
