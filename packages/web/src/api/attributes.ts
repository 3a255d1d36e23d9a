import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** An attribute as people write it. `attributeDefault` null: who has no value of their own or of a group has none. */
export type AttributeDraft = {
  name: string
  description?: string
  attributeDefault: string | null
  users: { userUuid: string; value: string }[]
  groups: { groupUuid: string; value: string }[]
}

export type UserAttribute = AttributeDraft & { uuid: string }

/** What one explore does with one attribute. */
export type AttributeUses = {
  attribute: string
  projectUuid: string
  projectName: string
  exploreName: string
  exploreLabel: string
  places: { kind: 'explore' | 'table' | 'field' | 'rows' | 'join' | 'value'; table: string; field?: string }[]
}

const path = '/api/v1/org/attributes'

export const attributesQuery = queryOptions({
  queryKey: ['attributes'],
  queryFn: ({ signal }) => request<UserAttribute[]>(path, { signal }),
  staleTime: 15_000,
})

/** Which explores depend on which attributes, whether these exist or not. */
export const attributeUsesQuery = queryOptions({
  queryKey: ['attributes', 'uses'],
  queryFn: ({ signal }) => request<AttributeUses[]>('/api/v1/app/attribute-uses', { signal }),
  staleTime: 15_000,
})

export const createAttribute = (draft: AttributeDraft): Promise<UserAttribute> => request(path, { method: 'POST', body: draft })

/** Values that are left out are gone. */
export const updateAttribute = (uuid: string, draft: AttributeDraft): Promise<UserAttribute> =>
  request(`${path}/${encodeURIComponent(uuid)}`, { method: 'PUT', body: draft })

export const deleteAttribute = (uuid: string): Promise<unknown> => request(`${path}/${encodeURIComponent(uuid)}`, { method: 'DELETE' })
