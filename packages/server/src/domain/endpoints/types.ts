import type { EndpointDocument, EndpointQuery, EndpointVersionSettings, GivenValue, VariableType } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import type { NumberedPerson } from '../identity/numbered-people-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { VersionMaterialization } from './materialization/types.ts'

/** An endpoint as somebody sees it. Its name is its slug. */
export type Endpoint = Resource<EndpointDocument> & {
  /** What the caller may do with it, so that pages need not decide again. */
  abilities: readonly Action[]
  /** Revision that the newest version was written with, and when. */
  currentVersion: { id: string; createdAt: Date }
  /** Who made it; null: gone. */
  author: NumberedPerson | null
  /** The last time a program called it; people who try it out do not count. */
  lastExecutedAt: Date | null
  /** Of the newest version. */
  materialization: VersionMaterialization
  /** How many tests there are, and how many of them failed the last time. */
  tests: { count: number; failed: number }
}

/** One version of an endpoint: what it asks, which never changes, and its switches. */
export type EndpointVersion = {
  /** Of the revision that it was written with. */
  id: string
  number: number
  query: EndpointQuery
  settings: EndpointVersionSettings
  createdAt: Date
  author: NumberedPerson | null
  materialization: VersionMaterialization
}

/** A version as far as running it needs it: nobody is looked up for that. */
export type RunnableVersion = Omit<EndpointVersion, 'author' | 'materialization'>

/** A variable that endpoints of a project share. */
export type QueryVariable = {
  id: string
  projectId: string
  name: string
  codeName: string
  type: VariableType
  /** Null: none. */
  defaultValue: GivenValue
  author: NumberedPerson | null
  createdAt: Date
}
