import type { CompileProjectInput } from '../../src/compile/compile-project.ts'
import type { MetricQuery } from '../../src/types/metric-query.ts'
import { compile } from '../compile.ts'
import { compileFiles, exploreNamed } from '../compile-models.ts'
import type { DuckdbSession } from '../duckdb-session.ts'

type Asked = Partial<MetricQuery> & { explore: string }
type Options = Partial<CompileProjectInput> & { attributes?: Record<string, readonly string[]>; now?: number }

/** Compiles the files, which may have warnings but no errors, and answers the question from the session. */
export async function askFiles(session: DuckdbSession, files: Record<string, string>, asked: Asked, options: Options = {}): Promise<Record<string, unknown>[]> {
  const { explore: name, ...query } = asked
  const { attributes, now, ...input } = options
  const project = compileFiles(files, input)
  const errors = project.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return session.rows(compile(exploreNamed(project, name), query, { policy: { userAttributes: attributes ?? {} }, ...(now === undefined ? {} : { now }) }).sql)
}
