import { queryOptions } from '@tanstack/react-query'
import type { Problem, Relationship } from '@atrium/semantic'
import { request } from './client.ts'
import type { ModelImpact } from './model-files.ts'

/** Tables that models are made of at once, at most. */
export const mostTables = 100

export type ProposedJoin = {
  id: string
  columns: string[]
  table: string
  references: string[]
  model: string
  relationship: Relationship
  origin: 'foreign_key' | 'name'
  isLeftOut: boolean
}
export type ProposedFile = {
  path: string
  text: string
  table: string
  model: string
  joins: ProposedJoin[]
  problems: Problem[]
  /** The file that has a model of this name already. */
  takenBy: string | null
}
export type ModelProposal = { files: ProposedFile[]; impact: ModelImpact; version: string }
export type CreatedModels = { files: string[]; explores: { name: string; label: string }[] }

/** Which models are wanted: of these tables, without these of the joins that were proposed. */
export type WantedModels = { tables: readonly string[]; withoutJoins: readonly string[] }

const base = (projectUuid: string): string => `/api/v1/app/models/${encodeURIComponent(projectUuid)}`

/** The model files of some tables; nothing is written. */
export const modelProposalQuery = (projectUuid: string, wanted: WantedModels) =>
  queryOptions({
    queryKey: ['model-proposal', projectUuid, wanted],
    queryFn: ({ signal }) => request<ModelProposal>(`${base(projectUuid)}/proposal`, { method: 'POST', body: wanted, signal }),
    enabled: wanted.tables.length > 0,
    retry: false,
    gcTime: 0,
  })

/** Writes what was proposed, all or nothing. */
export const createModels = (projectUuid: string, wanted: WantedModels & { version: string }): Promise<CreatedModels> =>
  request(base(projectUuid), { method: 'POST', body: wanted })
