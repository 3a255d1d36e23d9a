import type { Language } from '../../../platform/languages.ts'
import type { AppRunState, RunFailure } from '../../apps/runs/types.ts'

/** What went wrong, in English, with the reason by which other languages word it. */
export type Trouble = Pick<RunFailure, 'message' | 'reason'>
/** Of pictures alone: there is none because Slack does not take it, or no mail. */
export const slackRefuses = 'slack'
export const pictureTooLarge = 'picture_too_large'
/** The token of the run ended before its picture was drawn. */
export const pictureTokenOver = 'picture_token_over'

/** What notices of runs say around what people wrote. */
export type AppRunWords = {
  subject(app: string, state: AppRunState): string
  ended(app: string, state: AppRunState, after: string | null): string
  openRun: string
  footer: string
  pictureOf(app: string): string
  /** `owner` null: whoever it was is gone. */
  mayBeSeenBy(owner: string | null): string
  /** Why it did not go well. */
  failed(failure: Trouble): string
  noPicture(problem: Trouble): string
}

const english: Readonly<Record<AppRunState, string>> = {
  pending: 'waits',
  running: 'runs',
  completed: 'completed',
  errored: 'failed',
  killed: 'was cancelled',
  unable_to_allocate_kernel: 'found no free place to run',
}

const german: Readonly<Record<AppRunState, (after: string) => string>> = {
  pending: () => 'wartet',
  running: () => 'läuft',
  completed: (after) => `ist${after} fertig`,
  errored: (after) => `ist${after} fehlgeschlagen`,
  killed: (after) => `wurde${after} abgebrochen`,
  unable_to_allocate_kernel: (after) => `fand${after} keinen freien Platz`,
}

/** The same reasons as on pages, and those for which nothing is drawn. */
const germanReasons: Readonly<Record<string, string>> = {
  cells_failed: 'Mindestens eine Zelle schlug fehl. Was sie meldete, steht bei der Zelle.',
  run_lost: 'Der Server wurde währenddessen angehalten. Der Lauf wurde nicht von selbst neu begonnen, damit nichts doppelt geschrieben wird.',
  run_too_long: 'Das lief eine Stunde und wurde angehalten. Lies weniger, oder teile es auf.',
  no_session: 'Alle Plätze für Läufe waren belegt.',
  draft_conflict: 'Der Entwurf wurde währenddessen geändert. Veröffentliche noch einmal; für Betrachter hat sich nichts geändert.',
  draft_gone: 'Der Entwurf wurde währenddessen veröffentlicht oder verworfen.',
  published_meanwhile: 'Währenddessen wurde eine andere Version gespeichert. Sieh sie an, dann veröffentliche.',
  owner_gone: 'Die Person, die den Lauf gestartet hat, ist nicht mehr da.',
  right_lost: 'Die Person, die den Lauf gestartet hat, darf die App nicht mehr ausführen, oder die App wurde gelöscht.',
  token_over: 'Das Token, mit dem dieser Lauf begonnen wurde, ist widerrufen oder abgelaufen. Starte ihn mit einem anderen Token neu.',
  deactivated: 'Das Konto der Person, die den Lauf gestartet hat, wurde deaktiviert.',
  drawing_too_hard: 'In der App ist mehr, als sich auf einmal zeichnen lässt. Zeige weniger Zellen, oder weniger Punkte in Diagrammen.',
  drawings_waiting: 'Gerade werden zu viele Bilder gezeichnet.',
  [pictureTokenOver]: 'Das Token, mit dem dieser Lauf begonnen wurde, ist seither widerrufen oder abgelaufen; mit seinen Rechten wird nichts mehr gezeichnet.',
  [pictureTooLarge]: 'Es ist zu groß für eine Mail. Zeige weniger in der App.',
  [slackRefuses]: 'Slack nimmt es nicht an. In Mails gibt es das Bild.',
}
const inGerman = ({ reason }: Trouble): string => germanReasons[reason ?? ''] ?? 'Was dazu bekannt ist, steht im Protokoll des Laufs.'

export const appRunWords: Readonly<Record<Language, AppRunWords>> = {
  en: {
    subject: (app, state) => `${app} ${english[state]}`,
    ended: (app, state, after) => `The run of the app “${app}” ${english[state]}${after === null ? '' : ` after ${after}`}.`,
    openRun: 'Open the run',
    footer: 'You get this because a run of this app names you, or a group that you are in. Whoever started or scheduled it can change that.',
    pictureOf: (app) => `The app “${app}” as the run left it`,
    mayBeSeenBy: (owner) => `The picture shows what ${owner ?? 'whoever had it run'} may see.`,
    failed: ({ message }) => message,
    noPicture: ({ message, reason }) => `There is no picture of it: ${message}${reason === slackRefuses ? ' Mails have the picture.' : ''}`,
  },
  de: {
    subject: (app, state) => `${app} ${german[state]('')}`,
    ended: (app, state, after) => `Der Lauf der App „${app}“ ${german[state](after === null ? '' : ` nach ${after}`)}.`,
    openRun: 'Lauf öffnen',
    footer: 'Du bekommst das, weil ein Lauf dieser App dich nennt oder eine Gruppe, in der du bist. Wer ihn gestartet oder geplant hat, kann das ändern.',
    pictureOf: (app) => `Die App „${app}“, wie der Lauf sie hinterließ`,
    mayBeSeenBy: (owner) =>
      owner === null ? 'Das Bild zeigt, was die Person sehen darf, die den Lauf gestartet hat.' : `Das Bild zeigt, was ${owner} sehen darf.`,
    failed: inGerman,
    noPicture: (problem) => `Ein Bild davon gibt es nicht: ${inGerman(problem)}`,
  },
}
