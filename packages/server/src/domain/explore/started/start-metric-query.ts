import type { MetricQuery } from '@atrium/semantic'
import { perform, readOperation } from '../../../access/operation.ts'
import type { CompiledForShow, Freshness } from '../../../query/query-service.ts'
import type { StartedQuery } from '../../../query/started-queries.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { compileQuery } from '../compile-query.ts'
import { runMetricQuery } from '../run-metric-query.ts'
import { ownQueries, type StartedCtx } from './started-ctx.ts'

export type StartMetricQuery = { projectId: string; query: MetricQuery; freshness?: Freshness }

/**
 * Begins a metric query that is read later, page by page. What is wrong with the question is said at once; what the
 * warehouse says of it, when it is read.
 */
export const startMetricQuery = readOperation<StartedCtx, StartMetricQuery, ProjectTarget, { started: StartedQuery; compiled: CompiledForShow }>({
  name: 'explores.start_query',
  action: 'explore.run',
  target: projectTarget,
  async run(ctx, { query, freshness }, { project }) {
    const asked = { projectId: project.id, exploreName: query.exploreName, query }
    const compiled = await perform(compileQuery, ctx, asked)
    const started = ctx.startedQueries.start(ownQueries(ctx, project.id), {
      of: { kind: 'explore', name: query.exploreName },
      question: JSON.stringify(query),
      // It goes on when the request that began it has its answer.
      run: (signal) => perform(runMetricQuery, { ...ctx, signal }, { ...asked, ...(freshness === undefined ? {} : { freshness }) }),
    })
    return { started, compiled }
  },
})
