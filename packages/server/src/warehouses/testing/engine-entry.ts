import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

const bundled = new Map<string, Promise<string>>()

/** The engine process bundled as the product runs it; once per test process. */
export const engineEntry = (): Promise<string> => bundleOf('duckdb/engine-process')

/** The same of the process that reads uploaded files. */
export const ingestEntry = (): Promise<string> => bundleOf('ingest/ingest-process')

function bundleOf(name: string): Promise<string> {
  const known = bundled.get(name) ?? makeBundle(name)
  bundled.set(name, known)
  return known
}

async function makeBundle(name: string): Promise<string> {
  // Beside the packages, so that the engine's native parts are found from it.
  const folder = await mkdtemp(path.join(process.cwd(), 'node_modules', '.cache-engine-'))
  const outfile = path.join(folder, `${path.basename(name)}.mjs`)
  await build({
    entryPoints: [`packages/server/src/warehouses/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@duckdb/*'],
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    logLevel: 'error',
  })
  process.once('exit', () => removeNow(folder))
  return outfile
}

function removeNow(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A folder of its own for one test's warehouse. */
export const warehouseFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'atrium-warehouse-'))
