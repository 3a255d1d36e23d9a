import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * What is expected in `file`. A missing expectation is written when run by hand and refused in CI; a changed one is
 * shown as a difference: delete the file to accept it.
 */
export function accepted(file: string, actual: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  if (process.env['CI'] !== undefined) throw new Error(`${file} is missing: run the golden tests once by hand and commit it.`)
  writeFileSync(file, actual)
  return actual
}
