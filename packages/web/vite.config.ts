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

/** The pages only take markdown apart: drops marked's own function with its HTML writer, which tree-shaking keeps for what is set on it. */
function dropMarkedWriter(): Plugin {
  return {
    name: "drop-marked-writer",
    transform: {
      filter: { id: /node_modules\/marked\/lib\/marked\.esm\.js$/ },
      handler(code) {
        const writer = code.search(/var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\(/);
        const exported = code.slice(code.lastIndexOf("export{"));
        const kept = exported.match(/\w+ as (Lexer|Tokenizer|getDefaults)\b/g) ?? [];
        if (writer === -1 || kept.length !== 3) this.error("marked is written in another way than this was made for");
        return `${code.slice(0, writer)}export{${kept.join()}};`;
      },
    },
  };
}

/** The parts that load when they are wanted are small and bring no styles of their own: Vite's help for what they need would cost every page more than it spares. */
function dropPreloadHelp(): Plugin {
  return {
    name: "drop-preload-help",
    enforce: "pre",
    load: {
      filter: { id: /vite\/preload-helper\.js$/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
  };
}

// Vite asks for a default export.
export default defineConfig({
  root: page("."),
  base: "/",
  plugins: [dropUnusedSchemas(), dropMarkedWriter(), dropPreloadHelp()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Every browser that knows light-dark() preloads modules by itself.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) => (hostType === "html" ? needed : []),
    },
    rolldownOptions: {
      input: {
        index: page("index.html"),
        agent: page("agent.html"),
        login: page("login.html"),
        sw: page("src/service-worker/sw.ts"),
      },
      // A service worker rules over the paths below its own, so it has to stand at the root, by a name that lasts.
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // One file packs better than three.
        codeSplitting: { groups: [{ name: "preact", test: /node_modules\/@?preact\// }] },
      },
      treeshake: { manualPureFunctions: [SCHEMA_MAKER] },
    },
  },
});
