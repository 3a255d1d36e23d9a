import { isAppError } from '../../platform/errors.ts'
import type { DescribedColumn } from '../../query/query-service.ts'
import { contractOf } from './contract-of.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import type { EndpointVersion } from './types.ts'

/** Whoever looks at an endpoint does not wait longer for a warehouse. */
const longestMs = 3000

/** Columns of what a version answers, for whoever asks; none where they are not known, or not soon. */
export async function answeredColumns(ctx: EndpointCtx, projectId: string, { query, materialization }: EndpointVersion): Promise<readonly DescribedColumn[]> {
  const answers = materialization.kept?.kept ?? null
  if (answers !== null) {
    return answers.resultColumns.flatMap(({ fieldId, type, hidden }, place) =>
      hidden ? [] : [{ name: fieldId, type, engineType: answers.columns[place]?.engineType ?? '' }],
    )
  }
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(longestMs)])
  try {
    return (await contractOf({ ...ctx, signal }, await ctx.projects.project(projectId), query)).columns
  } catch (error) {
    if (isAppError(error) && error.code !== 'internal') return []
    throw error
  }
}
