import type { Person } from './members.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { RoleSource } from './project-access.ts'
import type { OrganizationRole } from './roles.ts'
import type { SpaceRole } from './spaces.ts'

export const thingKinds = ['project', 'explore', 'space', 'chart', 'dashboard'] as const

export type ThingKind = (typeof thingKinds)[number]

/** A person and a thing: `id` is the name of an explore, else a uuid. */
export type Question = { userUuid: string; projectUuid: string; kind: ThingKind; id: string }

/** What opens something: all of `all`, and one of `any` unless that is empty. */
export type Needs = { all: { name: string; values: string[] }[]; any: { name: string; values: string[] }[] }

export type ExploreExplained = {
  name: string
  label: string
  baseTable: string
  closedBy: Needs | null
  hidden: { table: string; field: string | null; needs: Needs }[]
  rows: ({ table: string; label: string; written: string } & ({ sql: string } | { refused: string }))[]
}

/** Why a person can or cannot see a thing, as the server's rules have it. */
export type Explanation = {
  person: Person & { isActive: boolean }
  thing: { kind: ThingKind; id: string; name: string }
  allowed: boolean
  because: string | null
  decisions: { action: string; allowed: boolean; because: string | null; needs: { role: OrganizationRole | null; space: SpaceRole | null } }[]
  role: OrganizationRole | null
  sources: RoleSource[]
  space: {
    name: string
    isPrivate: boolean
    inheritsFrom: string[]
    access: SpaceRole | null
    own: SpaceRole | null
    groups: { name: string; role: SpaceRole }[]
  } | null
  explores: ExploreExplained[]
  attributes: { name: string; values: string[] | null }[]
}

/** Never from memory: it is asked while access is being changed. */
export const explanationQuery = (question: Question) =>
  queryOptions({
    queryKey: ['explanation', question],
    queryFn: ({ signal }) => request<Explanation>(`/api/v1/app/access-explanation?${new URLSearchParams(question).toString()}`, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
