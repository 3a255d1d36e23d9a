import { type CompileMemory, compileProject, type CompileProjectInput } from '../src/compile/compile-project.ts'
import { duckdb } from '../src/dialects/duckdb.ts'
import type { CompiledProject, CompiledTable, Explore, ExploreError } from '../src/types/explore.ts'

/** Compiles files given by path and text, for DuckDB, without a catalog unless the options say otherwise. */
export function compileFiles(files: Record<string, string>, options: Partial<CompileProjectInput> = {}, memory?: CompileMemory): CompiledProject {
  return compileProject({ files: Object.entries(files).map(([path, text]) => ({ path, text })), dialect: duckdb, ...options }, memory)
}

/** The explore of this name, which must have compiled. */
export function exploreNamed(project: CompiledProject, name: string): Explore {
  const found = project.explores.find((explore) => explore.name === name)
  if (found === undefined || 'errors' in found) throw new Error(`${name} did not compile: ${JSON.stringify(project.problems, null, 1)}`)
  return found
}

/** The explore of this name, which must be broken. */
export function brokenNamed(project: CompiledProject, name: string): ExploreError {
  const found = project.explores.find((explore) => explore.name === name)
  if (found === undefined || !('errors' in found)) throw new Error(`${name} is not broken.`)
  return found
}

/** The base table of an explore. */
export function baseOf(explore: Explore): CompiledTable {
  const table = explore.tables[explore.baseTable]
  if (table === undefined) throw new Error(`${explore.name} has no base table.`)
  return table
}

/** Problems as short lines: `file:line severity code`. */
export function lines(project: CompiledProject): string[] {
  return project.problems.map(({ file, line, severity, code }) => `${file}:${line} ${severity} ${code}`)
}
