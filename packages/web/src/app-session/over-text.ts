import type { TFunction } from 'i18next'

const known = ['idle', 'limit', 'gone', 'signed_out'] as const

/** Where another session would be refused as this one was. */
export const isForGood = (ended: string): boolean => ended === 'gone' || ended === 'signed_out'

/** Why a session is over, and what to do: `ended` as the server said it. */
export const overText = (t: TFunction, ended: string): string => t(`appSession.over.${known.find((reason) => reason === ended) ?? 'closed'}`)
