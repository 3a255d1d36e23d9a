import type { TFunction } from 'i18next'

const known = ['idle', 'limit', 'gone', 'unauthenticated'] as const

/** Why a session is over, and what to do: `ended` as the server said it. */
export const overText = (t: TFunction, ended: string): string => t(`appSession.over.${known.find((reason) => reason === ended) ?? 'closed'}`)
