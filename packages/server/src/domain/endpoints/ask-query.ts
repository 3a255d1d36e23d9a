import type { EndpointQuery, EndpointVariable, GivenValue } from '@atrium/documents'
import { variablesIn } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { requireAction } from '../content/content-target.ts'
import { checkQuery } from '../explore/check-query.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { answerQuestion, type Outcome, type RunEndpointCtx } from './answer-question.ts'
import { filterVariablesIn } from './bind-filters.ts'
import { questionOf, valuesFor } from './check-endpoint-query.ts'
import type { EndpointQueryInput, VariableInput } from './complete-query.ts'
import type { RefreshMode } from './freshness.ts'
import { narrowInsight, type Narrowing, narrowsInsightsOnly } from './insights/narrow-insight.ts'
import { endTickets } from './limits/call-tickets.ts'
import { listQueryVariables } from './variables/variable-store.ts'
import { knownValues } from './variables-of.ts'

export type AskQuery = {
  projectId: string
  query: EndpointQueryInput
  variables?: Readonly<Record<string, GivenValue>>
  /** Narrows an insight. */
  narrowing?: Narrowing
  mode?: RefreshMode
  clientQueryId?: string
}

/** Asks a question that nobody saved. SQL takes the right to run SQL, as in the SQL runner. */
export const askQuery = readOperation<RunEndpointCtx, AskQuery, ProjectTarget, Outcome>({
  name: 'endpoints.ask',
  action: 'explore.run',
  target: projectTarget,
  async run(ctx, input, target) {
    const { project } = target
    const ticket = ctx.callLimits.take(ctx.actor, 'inline')
    const behind: Promise<unknown>[] = []
    try {
      if (input.query.kind === 'sql') requireAction(ctx, 'sql_runner.run', target)
      const query = await definedQuery(ctx, project.id, input.query)
      // Definitions may be sent with more than the query mentions.
      const given = knownValues(query, input.variables ?? {})
      const asked = query.kind === 'insight' ? { ...query, insight: narrowInsight(query.insight, given, input.narrowing) } : query
      if (asked.kind !== 'insight' && input.narrowing !== undefined) throw narrowsInsightsOnly()
      const question = await questionOf(ctx, project, asked, await valuesFor(ctx, project, asked, given))
      if (question.kind === 'metric') checkQuery(ctx, question.explore, question.query, target)
      return await answerQuestion(ctx, {
        project,
        question: async () => question,
        freshnessSeconds: null,
        mode: input.mode ?? 'blocking',
        onBehind: (renewal) => void behind.push(renewal),
        ...(input.clientQueryId === undefined ? {} : { clientQueryId: input.clientQueryId }),
      })
    } finally {
      endTickets([ticket], behind)
    }
  },
})

/** The query with a definition for each variable; of those that say neither type nor id the project's own, else text. */
async function definedQuery(ctx: RunEndpointCtx, projectId: string, input: EndpointQueryInput): Promise<EndpointQuery> {
  if (input.kind === 'insight') return input
  const used = input.kind === 'sql' ? variablesIn(input.sql) : filterVariablesIn(input.query)
  if (used.length === 0) return { ...input, variables: [] }
  const shared = await listQueryVariables(ctx.db, projectId)
  const variables = used.map((name): EndpointVariable => {
    const definition: VariableInput | undefined = input.variables.find((one) => one.name === name)
    // By its id where that is said: its name may be another one than the query's.
    const known = shared.find(({ id }) => id === definition?.id) ?? shared.find(({ codeName }) => codeName === name)
    if (definition === undefined && known === undefined) {
      const message = `Variable ${name} is missing from query`
      throw new AppError('invalid', message, { reason: 'variable_missing', fields: [{ path: 'query', message }] })
    }
    return {
      id: known?.id ?? '00000000-0000-4000-8000-000000000000',
      name,
      type: definition?.type ?? known?.type ?? 'string',
      ...(definition?.value == null ? {} : { value: definition.value }),
      ...(definition?.isNull === true ? { isNull: true } : {}),
    }
  })
  return { ...input, variables }
}
