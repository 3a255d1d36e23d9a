import { composeMail } from '../../../channels/mail/compose-mail.ts'
import type { Mail } from '../../../channels/mail/mail.ts'
import type { Language } from '../../../platform/languages.ts'
import type { AppRun, RunNotice } from '../../apps/runs/types.ts'
import { appRunWords } from './app-run-words.ts'
import type { DrawnRun } from './draw-run.ts'

/** A run that somebody is told of, in their language. */
export type Told = { app: string; run: AppRun; notice: RunNotice; link: string; language: Language; /** Null: none was wanted. */ drawn: DrawnRun | null }

/** The mail to somebody whom a run of an app was to tell. What is in cells is in the picture alone, where one was asked for: else whoever may see it follows the link. */
export const appRunMail = (to: string, told: Told): Mail =>
  composeMail({
    to,
    language: told.language,
    subject: subjectOf(told),
    lines: linesOf(told),
    ...(told.drawn !== null && 'file' in told.drawn && told.notice.picture === 'png' ? { picture: { alt: pictureAlt(told) } } : {}),
    button: { label: appRunWords[told.language].openRun, href: told.link },
    footer: appRunWords[told.language].footer,
  })

/** The same for a channel in Slack, where `<`, `>` and `&` have a meaning. */
export const appRunText = (told: Told): string =>
  [`*${escaped(subjectOf(told))}*`, ...linesOf(told).map(escaped), `<${told.link}|${appRunWords[told.language].openRun}>`].join('\n')

/** For whoever does not see the picture. */
export const pictureAlt = ({ app, language }: Told): string => appRunWords[language].pictureOf(app)

const subjectOf = ({ app, run, notice, language }: Told): string => notice.subject ?? appRunWords[language].subject(app, run.state)

function linesOf({ app, run, notice, drawn, language }: Told): string[] {
  const words = appRunWords[language]
  const after = run.startedAt === null || run.endedAt === null ? null : seconds(run.endedAt.getTime() - run.startedAt.getTime())
  return [
    ...(notice.body === null ? [] : [notice.body]),
    words.ended(app, run.state, after),
    ...(run.failure === null ? [] : [words.failed(run.failure)]),
    ...(drawn === null ? [] : ['file' in drawn ? words.mayBeSeenBy(nameOf(run.owner)) : words.noPicture(drawn.problem)]),
  ]
}

const nameOf = (owner: AppRun['owner']): string | null => (owner === null ? null : `${owner.firstName} ${owner.lastName}`.trim())

const seconds = (ms: number): string => (ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
