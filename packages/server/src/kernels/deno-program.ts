import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { AppError } from '../platform/errors.ts'

const { resolve } = createRequire(import.meta.url)

/** The programs that npm brought for this platform. Throws `unavailable` with what to do where there are none. */
export function findPrograms(platform = `${process.platform}-${process.arch}`): { deno: string; pyodide: string } {
  const name = `@deno/${platform}${platform.startsWith('linux') ? '-glibc' : ''}`
  try {
    const deno = path.join(path.dirname(resolve(`${name}/package.json`)), 'deno')
    if (!existsSync(deno)) throw new Error(`${deno} is missing`)
    return { deno, pyodide: `${path.dirname(resolve('pyodide/package.json'))}/` }
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `Code cells are off: the sandbox that runs them (${name}) is not installed. Run npm ci again without leaving out optional packages; it exists for Linux with glibc and for macOS.`,
      { reason: 'code_cells_off' },
      { cause },
    )
  }
}
