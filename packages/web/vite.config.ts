import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Name under which wire's schemas call zod in the pages' build; `z` alone would also mean functions of minified packages. */
const SCHEMA_MAKER = "wireSchemaMaker";

/** Schemas are for the core: lets the build drop those that no page uses, and zod with them. */
function dropUnusedSchemas(): Plugin {
  return {
    name: "drop-unused-schemas",
    transform: {
      filter: { id: /packages\/wire\/src\/.+\.ts$/ },
      handler: (code) =>
        code
          .replace('import { z } from "zod"', `import { z as ${SCHEMA_MAKER} } from "zod"`)
          .replace(/\bz(?=[\s]*\.)/g, SCHEMA_MAKER),
    },
  };
}

// Vite asks for a default export.
export default defineConfig({
  root: page("."),
  base: "/",
  plugins: [dropUnusedSchemas()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Every browser that knows light-dark() preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: page("index.html"),
        agent: page("agent.html"),
        login: page("login.html"),
        sw: page("src/service-worker/sw.ts"),
      },
      // A service worker rules over the paths below its own, so it has to stand at the root, by a name that lasts.
      output: { entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
      treeshake: { manualPureFunctions: [SCHEMA_MAKER] },
    },
  },
});
