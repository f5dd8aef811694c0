import manifest from "../package.json" with { type: "json" };

/** Version that the harness's MCP servers give. */
export const HARNESS_VERSION: string = manifest.version;
