import type { CellFailure, InputValue, OutcomeOf, OutcomeTable, RunReach } from '@atrium/documents'
import { request } from './client.ts'

/** What came of a cell in a session, as far as one may see it. */
export type Outcome = OutcomeOf<OutcomeTable> & {
  /** What it answered is for somebody else's eyes. */
  isWithheld?: true
}

export type InputValues = Readonly<Record<string, InputValue>>

/** Somebody at work in a notebook, or in the app that is published of it. */
export type AppSession = {
  uuid: string
  appUuid: string
  kind: string
  versionUuid: string | null
  inputs: InputValues
  /** Inputs whose default comes from elsewhere, and counts. */
  following: readonly string[]
  /** Counts changes of inputs. */
  inputVersion: number
  outcomes: readonly Outcome[]
  stale: readonly string[]
  /** Those of them that are stale as a component was published anew. */
  republished: readonly string[]
  running: readonly string[]
  /** Why the last run came to nothing, beside what cells say. */
  failure: CellFailure | null
  endedAt: string | null
}

export type WantedRun = { how: 'cells'; cells: readonly string[]; reach: RunReach } | { how: 'stale' } | { how: 'all' }

const one = (sessionUuid: string): string => `/api/v1/app/app-sessions/${encodeURIComponent(sessionUuid)}`

export type Opening = {
  of: 'draft' | 'published'
  /** Taken as they are, or refused. */
  inputs?: InputValues
  /** Values of an address, as text: what is not taken is left alone. */
  url?: Readonly<Record<string, string>>
  /** Of a draft: one's own open session with these inputs is gone on with. */
  resume?: boolean
}

export const openSession = (appUuid: string, opening: Opening): Promise<AppSession> =>
  request(`/api/v1/app/apps/${encodeURIComponent(appUuid)}/sessions`, { method: 'POST', body: opening })

export const getSession = (sessionUuid: string): Promise<AppSession> => request(one(sessionUuid))

export const endSession = (sessionUuid: string): Promise<unknown> => request(one(sessionUuid), { method: 'DELETE' })

/** Gives values to inputs, and those of `reset` their defaults. `version` is the one that is known; a 409 says that somebody else gave some meanwhile. */
export const setInputs = (
  sessionUuid: string,
  given: { version: number; values: InputValues; reset: readonly string[]; run: boolean; writes: boolean },
): Promise<Pick<AppSession, 'inputs' | 'following' | 'inputVersion'>> => request(`${one(sessionUuid)}/inputs`, { method: 'PATCH', body: given })

/** Begins a run. What comes of it is told by the events of the session. */
export const runSession = (sessionUuid: string, run: { wanted: WantedRun; usesCachedSql?: boolean }): Promise<{ planned: string[] }> =>
  request(`${one(sessionUuid)}/runs`, { method: 'POST', body: run })

export const interruptSession = (sessionUuid: string): Promise<unknown> => request(`${one(sessionUuid)}/interrupt`, { method: 'POST' })

/** Where the events of a session are told, as `text/event-stream`. */
export const sessionEvents = (sessionUuid: string): string => `${one(sessionUuid)}/events`

/** Gives a file to an input; answers what it is then known by. */
export const sendInputFile = (sessionUuid: string, inputName: string, file: File): Promise<{ value: InputValue }> =>
  request(`${one(sessionUuid)}/files/${encodeURIComponent(inputName)}?${new URLSearchParams({ fileName: file.name.slice(-255) }).toString()}`, {
    method: 'PUT',
    bytes: file,
  })

/** Where the rows of a result, or without a name those that a cell shows, are given as CSV. */
export const resultCsv = (sessionUuid: string, cellId: string, name?: string): string =>
  `${one(sessionUuid)}/cells/${encodeURIComponent(cellId)}/rows.csv${name === undefined ? '' : `?${new URLSearchParams({ name }).toString()}`}`

/** Where the app of a session is drawn, or one of its cells, in the language of whoever reads. */
export const appPicture = (sessionUuid: string, locale: string): string => `${one(sessionUuid)}/picture.png?${new URLSearchParams({ locale }).toString()}`
export const appDocument = (sessionUuid: string, locale: string): string => `${one(sessionUuid)}/document.pdf?${new URLSearchParams({ locale }).toString()}`
export const cellPicture = (sessionUuid: string, cellId: string, locale: string): string =>
  `${one(sessionUuid)}/cells/${encodeURIComponent(cellId)}/picture.png?${new URLSearchParams({ locale }).toString()}`
