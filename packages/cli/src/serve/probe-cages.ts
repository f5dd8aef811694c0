import { probeBwrapRuntime } from "@hyperhive/core";

/** What the core's runtime needs of this host. */
export const probeCages = probeBwrapRuntime;
