import { compileMetricQuery, isExploreError, QueryError } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'

/** Rows that are shown of a model. */
const sampleRows = 50

export type ModelSample = { sql: string; result: QueryResult }

/**
 * The SQL of a model's own dimensions as a draft describes them, and its first rows. Runs like SQL that a person wrote:
 * a draft may do no more than the SQL runner. Throws `not_found` for a model that is broken or not in the draft.
 */
export const sampleModel = readOperation<DevelopCtx, { projectId: string; model: string } & Draft, ProjectTarget, ModelSample>({
  name: 'models.sample',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { path, text, model }, { project }) {
    const [{ files }, catalog] = await Promise.all([openModelFolder(project), ctx.warehouses.of(project).catalog()])
    const { explores, revision } = compileDraft(project, files, catalog, { path, text })
    const explore = explores.find(({ name }) => name === model)
    if (explore === undefined || isExploreError(explore)) {
      throw new AppError('not_found', `Model ${model} cannot be asked yet: ${explore?.errors[0]?.message ?? 'it is not in this file'}`, {
        reason: 'explore_missing',
      })
    }
    const own = explore.tables[explore.baseTable]
    const dimensions = Object.values(own?.dimensions ?? {}).flatMap(({ table, name, timeInterval }) => (timeInterval === undefined ? [`${table}_${name}`] : []))
    const question = { exploreName: model, dimensions, metrics: [], filters: {}, sorts: [], limit: sampleRows, tableCalculations: [] }
    const attributes = ctx.actor.kind === 'user' ? ctx.actor.userAttributes : {}
    const options = {
      dialect: dialectOf(project),
      now: ctx.clock.now(),
      timezone: project.timezone,
      startOfWeek: project.startOfWeek,
      fiscalYearStart: project.fiscalYearStart,
      policy: { userAttributes: attributes },
    }
    const { sql } = compiled(() => compileMetricQuery(explore, question, options))
    const result = await ctx.queries.run({
      project: { ...project, modelRevision: revision },
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'sql',
      question: { kind: 'sql', sql, limit: sampleRows },
    })
    return { sql, result }
  },
})

function compiled<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof QueryError) throw new AppError('invalid', error.message, { reason: 'invalid_query' }, { cause: error })
    throw error
  }
}
