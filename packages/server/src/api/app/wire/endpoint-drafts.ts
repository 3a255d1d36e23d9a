import { metricQuerySchema, variableTypes, variableValueSchema } from '@atrium/documents'
import type { EndpointDocument } from '@atrium/documents'
import { z } from 'zod'
import type { EndpointQueryInput } from '../../../domain/endpoints/complete-query.ts'
import type { EndpointDraftComparison } from '../../../domain/endpoints/drafts/compare-endpoint-draft.ts'
import { changeInWords, isBreaking } from '../../../domain/endpoints/drafts/contract-changes.ts'
import { shownRows } from '../../../domain/explore/result-rows.ts'
import { insightOfWords } from '../../../domain/endpoints/insights/read-words.ts'
import type { Draft } from '../../../resources/draft-store.ts'
import { queryWire, toQuery } from './endpoints.ts'
import { personWire, toPerson } from './version.ts'

const variables = z
  .array(z.object({ name: z.string(), type: z.enum(variableTypes).optional(), value: variableValueSchema.optional(), isNull: z.boolean().optional() }))
  .max(100)

/** Another query: SQL, a question to an explore, or one about events in the words of the endpoints' own format. */
export const draftQueryRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sql'), sql: z.string().min(1).max(500_000), variables: variables.default([]) }),
  z.strictObject({ kind: z.literal('metric'), exploreName: z.string(), query: metricQuerySchema, variables: variables.default([]) }),
  z.strictObject({ kind: z.literal('insight'), words: z.looseObject({ kind: z.string().max(100) }) }),
])

/** Throws `invalid` for words that mean nothing that can be answered. */
export function fromDraftQuery(query: z.infer<typeof draftQueryRequest>): EndpointQueryInput {
  if (query.kind === 'insight') return { kind: 'insight', insight: insightOfWords(query.words), words: query.words }
  return {
    ...query,
    variables: query.variables.map(({ name, type, value, isNull }) => ({
      name,
      ...(type === undefined ? {} : { type }),
      ...(value === undefined ? {} : { value }),
      ...(isNull === undefined ? {} : { isNull }),
    })),
  }
}

export const endpointDraftWire = z.object({
  /** Another one with each save; named by the next. */
  version: z.string(),
  query: queryWire,
  savedAt: z.string(),
  savedBy: personWire.nullable(),
})

export const toEndpointDraft = ({ version, spec, savedAt, savedBy }: Draft<EndpointDocument>): z.infer<typeof endpointDraftWire> => ({
  version,
  query: toQuery(spec.query),
  savedAt: savedAt.toISOString(),
  savedBy: toPerson(savedBy),
})

export const comparisonWire = z.object({
  draft: endpointDraftWire,
  comparedVersion: z.number(),
  /** What callers would notice: as data, and in words. */
  changes: z.array(z.looseObject({ kind: z.string(), isBreaking: z.boolean(), words: z.string() })),
  /** Null: it was not asked. */
  answer: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())), rowCount: z.number(), truncated: z.boolean() }).nullable(),
  notAsked: z.string().nullable(),
  rowsBefore: z.number().nullable(),
})

/** Rows of a preview. */
const mostRows = 100

export function toComparison({ draft, comparedVersion, changes, answer, notAsked, rowsBefore }: EndpointDraftComparison): z.infer<typeof comparisonWire> {
  return {
    draft: toEndpointDraft(draft),
    comparedVersion,
    changes: changes.map((change) => ({ ...change, isBreaking: isBreaking(change), words: changeInWords(change) })),
    answer: answer === null ? null : toAnswer(answer),
    notAsked,
    rowsBefore,
  }
}

function toAnswer(answer: NonNullable<EndpointDraftComparison['answer']>): z.infer<typeof comparisonWire>['answer'] {
  return {
    columns: answer.columns.flatMap(({ fieldId, hidden }) => (hidden ? [] : [fieldId])),
    rows: shownRows(answer, { limit: mostRows }),
    rowCount: answer.rowCount,
    truncated: answer.truncated,
  }
}
