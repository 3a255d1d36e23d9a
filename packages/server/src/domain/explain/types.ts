import type { RowsExplained } from '@atrium/semantic'
import type { Action } from '../../access/actions.ts'
import type { OrganizationRole, SpaceRole } from '../../platform/db/stored-values.ts'
import type { RoleSource } from '../projects/access/types.ts'

export const thingKinds = ['project', 'explore', 'space', 'chart', 'dashboard'] as const

export type ThingKind = (typeof thingKinds)[number]

/** Attributes that open something: all of `all`, and one of `any` unless that is empty. Any of the values will do. */
export type Needs = { all: { name: string; values: string[] }[]; any: { name: string; values: string[] }[] }

/** What one explore is for a person. */
export type ExploreExplained = {
  name: string
  label: string
  /** The table without which nothing can be asked. */
  baseTable: string
  /** Null: it is open to them. */
  closedBy: Needs | null
  /** Tables and fields that are not there for them. */
  hidden: { table: string; /** Null: the whole table. */ field: string | null; needs: Needs }[]
  /** Rules about rows, that of the explore's own table first. */
  rows: RowsExplained[]
}

export type Explanation = {
  person: { userId: string; email: string; firstName: string; lastName: string; isActive: boolean }
  thing: { kind: ThingKind; id: string; name: string }
  /** Whether they can see it, all things together; `because` is null when they can. */
  allowed: boolean
  because: string | null
  /** What the rules say to each action on it, to see it first. */
  decisions: {
    action: Action
    allowed: boolean
    because: string | null
    /** The least role, and the least access to its space, that the rule asks for. */ needs: { role: OrganizationRole | null; space: SpaceRole | null }
  }[]
  /** The role that counts in the project, and all it came from. */
  role: OrganizationRole | null
  sources: RoleSource[]
  /** The space that the thing is in, or is; null for what is in none. */
  space: {
    name: string
    isPrivate: boolean
    /** The spaces above whose access it has too, the nearest first. */
    inheritsFrom: string[]
    access: SpaceRole | null
    own: SpaceRole | null
    groups: { name: string; role: SpaceRole }[]
  } | null
  explores: ExploreExplained[]
  /** Attributes that these explores ask for, with the person's values; null: no such attribute exists. */
  attributes: { name: string; values: string[] | null }[]
}
