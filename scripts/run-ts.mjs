// Runs a TypeScript file of this repository: `node scripts/run-ts.mjs <file> [arguments]`.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Bundles `file` (our packages inside, npm packages outside) and answers the URL of the result. */
export async function bundleScript(file) {
  const out = path.join(root, 'node_modules', '.cache', 'atrium')
  mkdirSync(out, { recursive: true })
  const outfile = path.join(out, `${path.basename(file, '.ts')}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.resolve(root, file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['atrium-source'],
    logLevel: 'error',
    plugins: [
      {
        name: 'npm-packages-stay-outside',
        setup(builder) {
          builder.onResolve({ filter: /^[^./]/ }, (args) =>
            args.path.startsWith('@atrium/') || args.kind === 'entry-point' ? undefined : { path: args.path, external: true },
          )
        },
      },
    ],
  })
  return pathToFileURL(outfile).href
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...rest] = process.argv.slice(2)
  process.argv = [process.argv[0], file, ...rest]
  await import(await bundleScript(file))
}
