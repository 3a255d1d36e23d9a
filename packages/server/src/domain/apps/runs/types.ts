import type { GivenInputs, InputValue, WrittenOutcome, WrongInput } from '@atrium/documents'
import type { Actor } from '../../../access/actor.ts'
import type { Runs } from '../../../jobs/run.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Person } from '../../../resources/resource.ts'
import { briefName, briefValue } from './brief.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'

/** How many runs may wait and run at once. */
export type AppRunLimits = { ofPerson: number; ofAll: number }

/** What operations need that begin and end runs. */
export type AppRunCtx = ContentCtx & { runs: Runs; appRunLimits: AppRunLimits }

/** What work without a request needs to act in somebody's name: them as they are now, for rights are those of the moment it is done. */
export type InTheirName = { actorOfUser(userId: string): Promise<Actor> }

/** The same for what a token began: them as far as that allows. Throws `unauthenticated`, `forbidden` when it is over. */
export type InNameOfToken = InTheirName & { actorOfToken(token: { id: string; userId: string }): Promise<Actor> }

/** Why an app was run. `app_refresh`: what viewers see had become too old. `preview`: the draft, before it is published. */
export const runTriggers = ['api', 'schedule', 'person', 'app_refresh', 'preview'] as const
export type RunTrigger = (typeof runTriggers)[number]

/** Where a run stands. The last four never change again. */
export const appRunStates = ['pending', 'running', 'completed', 'errored', 'killed', 'unable_to_allocate_kernel'] as const
export type AppRunState = (typeof appRunStates)[number]

/** When somebody is told of a run. */
export const noticeTypes = ['success', 'failure', 'all'] as const
export type NoticeType = (typeof noticeTypes)[number]

/** What is drawn of the app for whoever is told that it went well: inside the message, or as a document with it. */
export const noticePictures = ['png', 'pdf'] as const
export type NoticePicture = (typeof noticePictures)[number]

/** Whom to tell, as it is asked for. */
export type GivenNotice = {
  type: NoticeType
  userIds: readonly string[]
  groupIds: readonly string[]
  slackChannelIds: readonly string[]
  subject?: string
  body?: string
  picture?: NoticePicture
}

/** What notices may say and where they may go, in characters; whoever takes them in holds them to it. */
export const noticeLimits = { subject: 500, body: 10_000, slackChannelId: /^[A-Z0-9]{2,50}$/ } as const

/** Whom to tell: one for each recipient. */
export type RunNotice = {
  type: NoticeType
  recipientType: 'user' | 'group' | 'slack_channel'
  recipient: { id: string; name: string; isPrivate?: boolean }
  subject: string | null
  body: string | null
  /** Null: none, as of what is told of failures alone. */
  picture: NoticePicture | null
}

/** Why a run did not complete. Cells say for themselves why they failed. */
export type RunFailure = { code: string; message: string; /** Stable, for texts in other languages. */ reason: string | null }

/** What a preview publishes when it completes: `version` of the draft, null: the newest revision. */
export type Publishing = { version: string | null; comparedRevision: number; message: string | null }

/** What happened in a run. */
export const runEvents = [
  'inputs_ignored',
  'started',
  'cell_failed',
  'table_written',
  'completed',
  'errored',
  'killed',
  'no_session',
  'published',
  'results_published',
  'results_kept',
  'told',
  'not_told',
  'not_drawn',
] as const
export type RunLogLine = {
  at: Date
  level: 'info' | 'warning' | 'error'
  event: (typeof runEvents)[number]
  /** Of cells: which. */ cellId: string | null
  /** Why it failed, who was told, or names of inputs. */ message: string | null
  /** Which table a cell wrote, where it is known and may be. */ written: Omit<WrittenOutcome, 'at'> | null
}

/** Why a run ended whose worker is gone. */
export const lostRun: RunFailure = {
  code: 'unavailable',
  message: 'The server was stopped while this ran. Run it again; it was not begun anew by itself, so that nothing is written twice.',
  reason: 'run_lost',
}

/** One run of an app, or of a notebook that is about to be published. */
export type AppRun = {
  id: string
  appId: string
  projectId: string
  /** Holds its inputs, and what came of its cells. */
  sessionId: string
  trigger: RunTrigger
  /** What it runs; null: the draft. */
  revision: number | null
  /** Which state of the draft it is to publish; null: none. */
  draftVersion: string | null
  state: AppRunState
  /** What was given; other inputs have their defaults. */
  inputs: Readonly<Record<string, InputValue>>
  viewId: string | null
  scheduleId: string | null
  usesCachedSql: boolean
  /** Whether viewers get its results when it completes. */
  updatesPublished: boolean
  notices: readonly RunNotice[]
  failure: RunFailure | null
  /** As whom it runs; null: somebody who is gone. */
  owner: Person | null
  /** Which of their tokens began it; null: they were here themselves, or planned it. */
  tokenId: string | null
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

/** What a run is started with. */
export type StartAppRun = {
  idOrSlug: string
  trigger: Extract<RunTrigger, 'api' | 'person'>
  /** By name; names that no input of the app has change nothing and are answered. Not together with `viewId`. */
  inputs?: Readonly<Record<string, unknown>>
  viewId?: string
  usesCachedSql: boolean
  /** Needs `app.update`, and goes with no inputs. */
  updatesPublished: boolean
  notifications: readonly GivenNotice[]
  /** True: all is checked, and nothing begun. */
  isDryRun?: boolean
}

/** `run` null: a dry run. */
export type StartedAppRun = {
  run: AppRun | null
  revision: number
  notices: readonly RunNotice[]
  unknown: GivenInputs['unknown']
}

/** Of values and names that are refused so many are told back. */
const mostTold = 100

/** `invalid` (`app_inputs`): values that inputs of an app do not take, all that anybody reads of them, and names that no input has. */
export class WrongInputs extends AppError {
  readonly wrong: readonly WrongInput[]
  readonly unknown: GivenInputs['unknown']
  constructor({ wrong, unknown }: Pick<GivenInputs, 'wrong' | 'unknown'>) {
    const told = wrong.slice(0, mostTold).map((one) => ({ ...one, value: briefValue(one.value) }))
    super('invalid', inWords({ wrong, unknown }), {
      reason: 'app_inputs',
      params: {
        names: [...wrong, ...unknown]
          .slice(0, mostListed)
          .map(({ name }) => briefName(name))
          .join(', '),
      },
      fields: told.map(({ name, dataType, value }) => ({ path: name, message: `takes a ${dataType}`, value })),
    })
    this.wrong = told
    this.unknown = unknown.slice(0, mostTold).map(({ name, near }) => ({ name: briefName(name), near }))
  }
}

const mostListed = 10

const listed = <T>(all: readonly T[], word: (one: T) => string): string =>
  `${all.slice(0, mostListed).map(word).join(', ')}${all.length > mostListed ? ` and ${all.length - mostListed} more` : ''}`

function inWords({ wrong, unknown }: Pick<GivenInputs, 'wrong' | 'unknown'>): string {
  const refused = listed(wrong, ({ name, dataType }) => `${name} (${dataType})`)
  const strange = listed(unknown, ({ name, near }) => `${briefName(name)}${near.length === 0 ? '' : ` (did you mean ${near.join(' or ')}?)`}`)
  return [
    ...(wrong.length === 0 ? [] : [`These inputs do not take what they were given: ${refused}.`]),
    ...(unknown.length === 0 ? [] : [`There are no inputs of these names: ${strange}.`]),
  ].join(' ')
}
