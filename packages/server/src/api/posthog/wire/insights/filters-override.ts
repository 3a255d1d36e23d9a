import { fromProperties, propertiesRequest } from '@atrium/documents'
import { z } from 'zod'
import { readWords } from '../../../../domain/endpoints/insights/read-words.ts'
import type { Narrowing } from '../../../../domain/endpoints/insights/narrow-insight.ts'

/** What a dashboard of the format lays over its insights. */
export const filtersOverride = z
  .looseObject({ date_from: z.string().max(60).nullish(), date_to: z.string().max(60).nullish(), properties: propertiesRequest })
  .nullish()

/** Such filters as what narrows an insight; nothing where nothing is said. */
export function fromFiltersOverride(given: z.infer<typeof filtersOverride>): { narrowing?: Narrowing } {
  if (given == null) return {}
  const { date_from: from, date_to: to } = given
  const filters = readWords(() => fromProperties(given.properties))
  const range = { ...(from == null ? {} : { from }), ...(to == null ? {} : { to }) }
  const narrowing = { ...(Object.keys(range).length === 0 ? {} : { range }), ...(filters === undefined ? {} : { filters }) }
  return Object.keys(narrowing).length === 0 ? {} : { narrowing }
}
