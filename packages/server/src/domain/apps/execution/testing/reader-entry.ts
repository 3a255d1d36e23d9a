import { mkdtemp } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

let made: Promise<string> | undefined

/** The thread that reads notebooks bundled as the product runs it; once per test process. */
export const readerEntry = (): Promise<string> => (made ??= bundle())

async function bundle(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-reader-'))
  const outfile = path.join(folder, 'notebook-reader-main.mjs')
  const entry = path.resolve(import.meta.dirname, '../reader/notebook-reader-main.ts')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', conditions: ['atrium-source'], logLevel: 'error' })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return outfile
}
