import type { Language } from '../../../platform/languages.ts'
import type { AppRunState } from '../../apps/runs/types.ts'

/** What notices of runs say around what people wrote. */
export type AppRunWords = {
  subject(app: string, state: AppRunState): string
  ended(app: string, state: AppRunState, after: string | null): string
  openRun: string
  footer: string
  pictureOf(app: string): string
  /** `owner` null: whoever it was is gone. */
  mayBeSeenBy(owner: string | null): string
  noPicture(why: string): string
  byMail: string
}

const english: Readonly<Record<AppRunState, string>> = {
  pending: 'waits',
  running: 'runs',
  completed: 'completed',
  errored: 'failed',
  killed: 'was cancelled',
  unable_to_allocate_kernel: 'found no free place to run',
}

const german: Readonly<Record<AppRunState, string>> = {
  pending: 'wartet',
  running: 'läuft',
  completed: 'ist fertig',
  errored: 'ist fehlgeschlagen',
  killed: 'wurde abgebrochen',
  unable_to_allocate_kernel: 'fand keinen freien Platz',
}

export const appRunWords: Readonly<Record<Language, AppRunWords>> = {
  en: {
    subject: (app, state) => `${app} ${english[state]}`,
    ended: (app, state, after) => `The run of the app “${app}” ${english[state]}${after === null ? '' : ` after ${after}`}.`,
    openRun: 'Open the run',
    footer: 'You get this because a run of this app names you, or a group that you are in. Whoever started or scheduled it can change that.',
    pictureOf: (app) => `The app “${app}” as the run left it`,
    mayBeSeenBy: (owner) => `The picture shows what ${owner ?? 'whoever had it run'} may see.`,
    noPicture: (why) => `There is no picture of it: ${why}`,
    byMail: 'By mail pictures arrive.',
  },
  de: {
    subject: (app, state) => `${app} ${german[state]}`,
    ended: (app, state, after) => `Der Lauf der App „${app}“ ${german[state]}${after === null ? '' : `, nach ${after}`}.`,
    openRun: 'Lauf öffnen',
    footer: 'Du bekommst das, weil ein Lauf dieser App dich nennt oder eine Gruppe, in der du bist. Wer ihn gestartet oder geplant hat, kann das ändern.',
    pictureOf: (app) => `Die App „${app}“, wie der Lauf sie hinterließ`,
    mayBeSeenBy: (owner) => (owner === null ? 'Das Bild zeigt, was sehen darf, wer sie laufen ließ.' : `Das Bild zeigt, was ${owner} sehen darf.`),
    noPicture: (why) => `Ein Bild davon gibt es nicht: ${why}`,
    byMail: 'Per Mail kommen Bilder an.',
  },
}
