import { mkdtemp } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

const made = new Map<string, Promise<string>>()

/** The thread that reads notebooks bundled as the product runs it; once per test process. */
export const readerEntry = (): Promise<string> => bundleOf('apps/execution/reader/notebook-reader-main')

/** The same of the thread that reads files of content. */
export const fileReaderEntry = (): Promise<string> => bundleOf('content/files/file-reader-main')

function bundleOf(name: string): Promise<string> {
  const known = made.get(name) ?? bundle(name)
  made.set(name, known)
  return known
}

async function bundle(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-reader-'))
  const outfile = path.join(folder, `${path.basename(name)}.mjs`)
  const entry = path.resolve(import.meta.dirname, `../../${name}.ts`)
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['atrium-source'],
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    logLevel: 'error',
  })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return outfile
}
