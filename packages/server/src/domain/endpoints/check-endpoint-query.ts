import type { EndpointQuery, EndpointVariable, GivenValue } from '@atrium/documents'
import { bindVariables, checkVariablePlaces, QueryError, variablesIn, type Explore } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { asAppError } from '../../query/compile-question.ts'
import type { QueryRequest } from '../../query/query-service.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { requireAction } from '../content/content-target.ts'
import { checkCustomSql } from '../explore/check-query.ts'
import { queryProject, requireExplore, type ExploreCtx } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'
import { listQueryVariables } from './variables/variable-store.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { eventsExplore } from './insights/events-explore.ts'
import { bindFilters, filterVariablesIn } from './bind-filters.ts'
import { bindValues, sampleValues, type BoundValues } from './bind-values.ts'
import { endpointRequest } from './endpoint-request.ts'

/** The values of a query's variables: those that a caller gives, else its own, else the project's; an insight has its own way. Throws as `bindValues` does. */
export async function valuesFor(ctx: EndpointCtx, project: Project, query: EndpointQuery, given: Readonly<Record<string, GivenValue>>): Promise<BoundValues> {
  if (query.kind === 'insight') return new Map()
  const needsDefaults = query.variables.some(({ value, isNull, name }) => (value ?? null) === null && isNull !== true && !Object.hasOwn(given, name))
  return bindValues(query.variables, given, needsDefaults ? await sharedDefaults(ctx, project.id) : new Map())
}

async function sharedDefaults(ctx: EndpointCtx, projectId: string): Promise<ReadonlyMap<string, GivenValue>> {
  const defaults = await ctx.endpointMemory.recall(projectId, 'defaults', async () => {
    const shared = await listQueryVariables(ctx.db, projectId)
    return new Map(shared.map(({ id, defaultValue }) => [id, defaultValue]))
  })
  return defaults ?? new Map()
}

/** Rows of an endpoint's whole answer at most, that of which pages are cut, where the house allows more. */
export const maxEndpointRows = 50_000
/** The same as the house allows it. */
export const mostRows = ({ limits }: Pick<ExploreCtx, 'limits'>): number => Math.min(maxEndpointRows, limits.maxRows)

/** What an endpoint's query asks the query service, its variables bound. */
export async function questionOf(ctx: ExploreCtx, project: Project, query: EndpointQuery, values: BoundValues): Promise<QueryRequest['question']> {
  const most = mostRows(ctx)
  switch (query.kind) {
    case 'sql':
      return { kind: 'sql', sql: boundSql(project, query.sql, values), limit: most }
    case 'metric': {
      const explore = await exploreOf(ctx, project, query.exploreName)
      return { kind: 'metric', explore, query: { ...bindFilters(query.query, values), limit: Math.min(query.query.limit, most) } }
    }
    case 'insight':
      return { kind: 'insight', explore: await eventsExplore(ctx, project, query.insight), insight: query.insight, limit: most }
  }
}

/**
 * Refuses a query that could not be run by anybody: SQL that cannot be read, variables without a definition, an explore that
 * is not there. SQL takes the right to write it. Throws `invalid`, `forbidden`, `not_found`.
 */
export async function checkEndpointQuery(ctx: ExploreCtx, target: Target & { projectId: string }, query: EndpointQuery): Promise<void> {
  const project = await ctx.projects.project(target.projectId)
  if (query.kind === 'sql') requireAction(ctx, 'explore.run_custom_sql', target)
  if (query.kind !== 'insight') requireDefinitions(query.kind === 'sql' ? variablesIn(query.sql) : filterVariablesIn(query.query), query.variables)
  if (query.kind === 'metric') checkCustomSql(ctx, await exploreOf(ctx, project, query.exploreName), query.query, target)
  const values = sampleValues(query.kind === 'insight' ? [] : query.variables)
  const question = await questionOf(ctx, project, query, values)
  try {
    await ctx.queries.check(await endpointRequest(ctx, project, question))
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error
    throw new AppError(
      'invalid',
      error.message,
      { ...error.details, reason: 'endpoint_query', fields: [{ path: 'query', message: error.message }] },
      { cause: error },
    )
  }
}

async function exploreOf(ctx: ExploreCtx, project: Project, name: string): Promise<Explore> {
  return requireExplore(ctx, await ctx.projects.model(project.id), name)
}

function boundSql(project: Project, sql: string, values: BoundValues): string {
  const dialect = dialectOf(queryProject(project, null))
  try {
    checkVariablePlaces(sql, dialect)
    return bindVariables(sql, values, dialect)
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const refused = asAppError(error)
    throw new AppError(refused.code, refused.message, { ...refused.details, reason: 'endpoint_query', fields: [{ path: 'query', message: refused.message }] })
  }
}

function requireDefinitions(used: readonly string[], variables: readonly EndpointVariable[]): void {
  const names = variables.map(({ name }) => name)
  const missing = used.filter((name) => !names.includes(name))
  if (missing.length > 0) throw queryProblem(`Query references undefined variable(s): ${missing.join(', ')}. Define each in "variables".`)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) throw queryProblem(`Variable ${twice} is defined twice.`)
}

const queryProblem = (message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_query', fields: [{ path: 'query', message }] })
