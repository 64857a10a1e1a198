import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { defineConfig } from "vite";

const BUILT = "../src/fabula/explorer/static/built";

/** Notes which sources a build is of, so that a test can tell when it was forgotten. */
function sourcesNoted() {
  return {
    name: "sources-noted",
    closeBundle() {
      const hash = createHash("sha256");
      for (const name of readdirSync("src").sort()) hash.update(name + "\n").update(readFileSync(`src/${name}`));
      writeFileSync(`${BUILT}/sources.sha256`, hash.digest("hex") + "\n");
    },
  };
}

export default defineConfig({
  base: "./",
  build: {
    outDir: BUILT,
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rollupOptions: { input: "src/explorer.ts", output: { entryFileNames: "explorer.js", chunkFileNames: "[name].js" } },
  },
  plugins: [sourcesNoted()],
});
