import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

let bundled: Promise<string> | null = null

/** The engine process bundled as the product runs it; once per test process. */
export function engineEntry(): Promise<string> {
  bundled ??= (async () => {
    // Beside the packages, so that the engine's native parts are found from it.
    const folder = await mkdtemp(path.join(process.cwd(), 'node_modules', '.cache-engine-'))
    const outfile = path.join(folder, 'engine-process.mjs')
    await build({
      entryPoints: ['packages/server/src/warehouses/duckdb/engine-process.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@duckdb/*'],
      logLevel: 'error',
    })
    process.once('exit', () => removeNow(folder))
    return outfile
  })()
  return bundled
}

function removeNow(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A folder of its own for one test's warehouse. */
export const warehouseFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'atrium-warehouse-'))
