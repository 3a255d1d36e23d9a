import { readsReferences, selectUserColumns } from '@atrium/semantic'
import type { Ctx } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { dialectOf } from '../../../warehouses/dialect-of.ts'
import { queryProject, type ExploreCtx } from '../../explore/explore-target.ts'
import type { ProjectTarget } from '../../projects/project-target.ts'
import type { VirtualViewSpec } from '../../projects/virtual-views/virtual-view-kind.ts'

/**
 * The columns of a person's SQL as the warehouse answers them: those that are wanted, or all. Throws `invalid` for SQL that
 * cannot be explored, and what asking it throws.
 */
export async function describeSql(
  ctx: Ctx & ExploreCtx,
  { project }: Pick<ProjectTarget, 'project'>,
  { sql, wanted }: { sql: string; wanted: readonly string[] | undefined },
): Promise<VirtualViewSpec['columns']> {
  // In the SQL of models it stands for something that is put in; here it would be put into somebody's text.
  if (readsReferences(sql)) throw invalid('sql', 'SQL of a virtual view cannot hold "${": nothing is put into it. Write the value itself.')
  const model = await ctx.projects.findModel(project.id)
  const ask = (asked: string): Promise<QueryResult> =>
    ctx.queries.run({
      project: queryProject(project, model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'sql',
      question: { kind: 'sql', sql: asked, limit: 1 },
    })
  const { columns, engineTypes } = await ask(sql)
  const found = columns.map(({ fieldId, type }, place) => ({ reference: fieldId, type, engineType: engineTypes[place] ?? '' }))
  const names = found.map(({ reference }) => reference)
  const unknown = wanted?.find((name) => !names.includes(name))
  if (unknown !== undefined) throw invalid('columns', `The SQL has no column "${unknown}". It has ${names.join(', ')}.`)
  const kept = wanted === undefined || wanted.length === 0 ? found : found.filter(({ reference }) => wanted.includes(reference))
  await requireNames(
    ask,
    selectUserColumns(
      sql,
      kept.map(({ reference }) => reference),
      dialectOf(project),
    ),
  )
  return kept
}

/** Two columns of one name are answered under names that engines make up; some engines know neither in a query around it. */
async function requireNames(ask: (sql: string) => Promise<unknown>, sql: string): Promise<void> {
  try {
    await ask(sql)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'query_failed') throw error
    throw invalid('sql', `Its columns cannot be told apart by their names: ${error.message}. Give each a name of its own with AS.`)
  }
}

const invalid = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'virtual_view', fields: [{ path, message }] })
