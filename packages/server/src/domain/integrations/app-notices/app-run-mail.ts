import { composeMail } from '../../../channels/mail/compose-mail.ts'
import type { Mail } from '../../../channels/mail/mail.ts'
import type { AppRun, AppRunState, RunNotice } from '../../apps/runs/types.ts'
import type { DrawnRun } from './draw-run.ts'

/** A run that somebody is told of. */
export type Told = { app: string; run: AppRun; notice: RunNotice; link: string; /** Null: none was wanted. */ drawn: DrawnRun | null }

/** The mail to somebody whom a run of an app was to tell. What is in cells is in the picture alone, where one was asked for: else whoever may see it follows the link. */
export const appRunMail = (to: string, told: Told): Mail =>
  composeMail({
    to,
    subject: subjectOf(told),
    lines: linesOf(told),
    ...(told.drawn !== null && 'file' in told.drawn && told.notice.picture === 'png' ? { picture: { alt: pictureAlt(told) } } : {}),
    button: { label: 'Open the run', href: told.link },
    footer: 'You get this because a run of this app names you, or a group that you are in. Whoever started or scheduled it can change that.',
  })

/** The same for a channel in Slack, where `<`, `>` and `&` have a meaning. */
export const appRunText = (told: Told): string => [`*${escaped(subjectOf(told))}*`, ...linesOf(told).map(escaped), `<${told.link}|Open the run>`].join('\n')

/** For whoever does not see the picture. */
export const pictureAlt = ({ app }: Told): string => `The app “${app}” as the run left it`

const ends: Readonly<Record<AppRunState, string>> = {
  pending: 'waits',
  running: 'runs',
  completed: 'completed',
  errored: 'failed',
  killed: 'was cancelled',
  unable_to_allocate_kernel: 'found no free place to run',
}

const subjectOf = ({ app, run, notice }: Told): string => notice.subject ?? `${app} ${ends[run.state]}`

function linesOf({ app, run, notice, drawn }: Told): string[] {
  const took = run.startedAt === null || run.endedAt === null ? '' : ` after ${seconds(run.endedAt.getTime() - run.startedAt.getTime())}`
  return [
    ...(notice.body === null ? [] : [notice.body]),
    `The run of the app “${app}” ${ends[run.state]}${took}.`,
    ...(run.failure === null ? [] : [run.failure.message]),
    ...(drawn === null ? [] : [pictureLine(drawn, run)]),
  ]
}

const pictureLine = (drawn: DrawnRun, { owner }: AppRun): string =>
  'file' in drawn ? `The picture shows what ${nameOf(owner)} may see.` : `There is no picture of it: ${drawn.problem}`

const nameOf = (owner: AppRun['owner']): string => (owner === null ? 'whoever had it run' : `${owner.firstName} ${owner.lastName}`.trim())

const seconds = (ms: number): string => (ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
