import { variableValueSchema } from '@atrium/documents'
import { z } from 'zod'
import type { AskQuery } from '../../../domain/endpoints/ask-query.ts'
import { refreshModes } from '../../../domain/endpoints/freshness.ts'
import { filtersOverride, fromFiltersOverride } from './insights/filters-override.ts'
import { fromQuery, queryRequest } from './query.ts'
import { fromOverrides, overridesRequest } from './variable-overrides.ts'

export const askRequest = z.looseObject({
  query: queryRequest,
  client_query_id: z.string().max(200).nullish(),
  refresh: z.enum(refreshModes).nullish(),
  filters_override: filtersOverride,
  variables_override: overridesRequest,
  /** Some clients send values here, as to an endpoint. */
  variables: z.record(z.string(), variableValueSchema).nullish(),
  name: z.string().max(128).nullish(),
  async: z.boolean().nullish(),
})

/** A question of the moment. What asks for a kept answer only is answered anew here, as the format says. */
export function toAsk(projectId: string, body: z.infer<typeof askRequest>): AskQuery {
  const mode = body.refresh ?? (body.async === true ? 'async' : 'blocking')
  return {
    projectId,
    query: fromQuery(body.query),
    variables: { ...fromOverrides(body.variables_override), ...body.variables },
    ...fromFiltersOverride(body.filters_override),
    mode: mode === 'force_cache' ? 'blocking' : mode,
    ...(body.client_query_id == null ? {} : { clientQueryId: body.client_query_id }),
  }
}
