import type { CellFailure, WrittenOutcome } from '@atrium/documents'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getSession, type InputValues } from './app-sessions.ts'
import { request } from './client.ts'
import { getAppOfSession } from './embeds.ts'

export const runStates = ['pending', 'running', 'completed', 'errored', 'killed', 'unable_to_allocate_kernel'] as const
export const runTriggers = ['api', 'schedule', 'person', 'app_refresh', 'preview'] as const
export const noticeTypes = ['success', 'failure', 'all'] as const

/** What is drawn of the app for whoever is told that it went well. */
export const noticePictures = ['png', 'pdf'] as const
export type NoticePicture = (typeof noticePictures)[number]

export type RunNotice = {
  type: (typeof noticeTypes)[number]
  recipientType: 'user' | 'group' | 'slack_channel'
  recipient: { id: string; name: string }
  subject: string | null
  body: string | null
  picture: NoticePicture | null
}

/** Whom to tell, as it is asked for. */
export type GivenNotice = {
  type: (typeof noticeTypes)[number]
  userUuids: string[]
  groupUuids: string[]
  slackChannelIds: string[]
  subject?: string
  body?: string
  picture?: NoticePicture
}

/** Whether a notice has anybody to go to. */
export const tellsSomebody = ({ userUuids, groupUuids, slackChannelIds }: GivenNotice): boolean =>
  userUuids.length + groupUuids.length + slackChannelIds.length > 0

export type AppRun = {
  uuid: string
  appUuid: string
  /** What came of its cells, to be looked at. */
  sessionUuid: string
  trigger: (typeof runTriggers)[number]
  /** Null: the draft. */
  version: number | null
  /** Of the draft that is published when it completes. */
  draftVersion: string | null
  state: (typeof runStates)[number]
  inputs: InputValues
  viewUuid: string | null
  scheduleUuid: string | null
  updatesPublished: boolean
  notifications: RunNotice[]
  failure: { code: string; message: string; reason: string | null } | null
  by: { userUuid: string; firstName: string; lastName: string } | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}

export type RunCell = {
  cellId: string
  label: string | null
  state: 'waiting' | 'running' | 'done' | 'failed' | 'left_out' | 'cancelled'
  ms: number | null
  failure: CellFailure | null
}
export type RunWithCells = AppRun & { cells: RunCell[] }

export type RunEvent =
  | 'inputs_ignored'
  | 'started'
  | 'cell_failed'
  | 'completed'
  | 'errored'
  | 'killed'
  | 'no_session'
  | 'table_written'
  | 'published'
  | 'results_published'
  | 'results_kept'
  | 'told'
  | 'not_told'
  | 'not_drawn'
export type RunLogLine = {
  at: string
  level: 'info' | 'warning' | 'error'
  event: RunEvent
  cellId: string | null
  message: string | null
  /** Of a table that a cell wrote, for whom that may be known. */
  written: Omit<WrittenOutcome, 'at'> | null
}

const app = (uuid: string, rest: string): string => `/api/v1/app/apps/${encodeURIComponent(uuid)}${rest}`
const run = (uuid: string, runUuid: string, rest = ''): string => app(uuid, `/runs/${encodeURIComponent(runUuid)}${rest}`)

/** While a run goes on it is asked for again this often. */
const everyMs = 700
const whileOpen = (found: AppRun | undefined): number | false => (found?.endedAt === null ? everyMs : false)

export type RunFilter = {
  states: readonly AppRun['state'][]
  triggers: readonly AppRun['trigger'][]
  /** Null: whatever began it. */
  scheduleUuid: string | null
  offset: number
  limit: number
}

export const appRunsQuery = (uuid: string, { states, triggers, scheduleUuid, offset, limit }: RunFilter) =>
  queryOptions({
    queryKey: ['app', uuid, 'runs', states, triggers, scheduleUuid, offset],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: String(limit), offset: String(offset) })
      if (states.length > 0) query.set('states', states.join(','))
      if (triggers.length > 0) query.set('triggers', triggers.join(','))
      if (scheduleUuid !== null) query.set('scheduleUuid', scheduleUuid)
      return request<{ runs: AppRun[]; hasMore: boolean }>(app(uuid, `/runs?${query.toString()}`), { signal })
    },
    refetchInterval: ({ state }) => (state.data?.runs.some(({ endedAt }) => endedAt === null) === true ? 2 * everyMs : false),
  })

export const appRunQuery = (uuid: string, runUuid: string) =>
  queryOptions({
    queryKey: ['app', uuid, 'runs', runUuid],
    queryFn: ({ signal }) => request<RunWithCells>(run(uuid, runUuid), { signal }),
    refetchInterval: ({ state }) => whileOpen(state.data),
  })

/** The app as it was when it ran, and what came of its cells as far as the reader may see it. */
export const runSnapshotQuery = ({ appUuid, uuid, sessionUuid, endedAt }: AppRun) =>
  queryOptions({
    queryKey: ['app', appUuid, 'runs', uuid, 'snapshot', endedAt],
    queryFn: async () => {
      const [shown, session] = await Promise.all([getAppOfSession(sessionUuid), getSession(sessionUuid)])
      return { app: shown, session }
    },
    placeholderData: keepPreviousData,
    refetchInterval: endedAt === null ? 2 * everyMs : false,
  })

/** `isOpen`: the run goes on, and so does its log. */
export const appRunLogQuery = (uuid: string, runUuid: string, isOpen: boolean) =>
  queryOptions({
    queryKey: ['app', uuid, 'runs', runUuid, 'log', isOpen],
    queryFn: ({ signal }) => request<RunLogLine[]>(run(uuid, runUuid, '/log'), { signal }),
    refetchInterval: isOpen ? 2 * everyMs : false,
  })

/** What a run is begun with; without anything as the app begins. */
export type GivenRun = {
  inputs?: InputValues
  viewUuid?: string
  usesCachedSql?: boolean
  updatesPublished?: boolean
  notifications?: readonly GivenNotice[]
}

export const startAppRun = async (uuid: string, given: GivenRun = {}): Promise<AppRun> => {
  const started = await request<{ run: AppRun }>(app(uuid, '/runs'), { method: 'POST', body: given })
  return started.run
}

export const cancelAppRun = (uuid: string, runUuid: string): Promise<AppRun> => request(run(uuid, runUuid, '/cancel'), { method: 'POST' })

/** Gives viewers the results of a run of before. */
export const restoreAppResults = (uuid: string, runUuid: string): Promise<unknown> => request(run(uuid, runUuid, '/restore'), { method: 'POST' })

/** Has what viewers see first computed anew, where it is older than the app wants. */
export const refreshAppResults = (uuid: string): Promise<unknown> => request(app(uuid, '/refresh-results'), { method: 'POST' })

export type Publishing = { version: string | null; comparedVersion: number; message?: string }

/** Runs what the notebook is now, and gives it to viewers when all of it works; answers the run before it. */
export const startPublishApp = async (uuid: string, given: Publishing): Promise<string> =>
  (await request<{ previewUuid: string }>(app(uuid, '/publish'), { method: 'POST', body: given })).previewUuid

export const publishPreviewQuery = (uuid: string, previewUuid: string) =>
  queryOptions({
    queryKey: ['app', uuid, 'publish', previewUuid],
    queryFn: ({ signal }) => request<RunWithCells>(app(uuid, `/publish/${encodeURIComponent(previewUuid)}`), { signal }),
    refetchInterval: ({ state }) => whileOpen(state.data),
  })

/** What is to be published: a version, or a state of the draft. */
export type ToPublish = Pick<AppRun, 'version' | 'draftVersion'>

/** The newest run before publishing just that which is under way. Asked for once. */
export const openPublishQuery = (uuid: string, { version, draftVersion }: ToPublish) =>
  queryOptions({
    queryKey: ['app', uuid, 'publish', 'open', version, draftVersion],
    queryFn: async ({ signal }) => {
      const { runs } = await request<{ runs: AppRun[] }>(app(uuid, '/runs?triggers=preview&states=pending,running'), { signal })
      return runs.find((one) => one.version === version && one.draftVersion === draftVersion) ?? null
    },
    staleTime: Infinity,
    gcTime: 0,
  })
