import type { Actor } from '../../../access/actor.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import { AppError } from '../../../platform/errors.ts'
import type { CallCounts } from './call-counts.ts'
import { oneMore, spanStart, type CallRate, type RateLeft } from './call-windows.ts'

/** What calls ask for: the warehouse, or a table that is kept for them, which costs less. */
export type CallKind = 'inline' | 'materialized'

export type CallRules = Readonly<Record<CallKind, { rates: readonly CallRate[]; /** Calls of one key at once; null: any number. */ atOnce: number | null }>>

/** The rules of a configuration, in which 0 stands for any number. */
export function callRules(calls: Config['calls']): CallRules {
  const ruleOf = ({ perMinute, perHour, atOnce }: Config['calls'][CallKind]): CallRules[CallKind] => ({
    rates: [
      { calls: perMinute, seconds: 60 },
      { calls: perHour, seconds: 3600 },
    ].filter((rate) => rate.calls > 0),
    atOnce: atOnce === 0 ? null : atOnce,
  })
  return { inline: ruleOf(calls.inline), materialized: ruleOf(calls.materialized) }
}

/** Whether that is why a call was refused, among all that can be too much. */
export const isCallLimit = (reason: string | undefined): boolean => reason === 'calls_of_key' || reason === 'calls_at_once'

/** What is left of each rate, and what to call when the call has ended. */
export type CallTicket = { left: readonly RateLeft[]; end(): void }

export type CallLimits = {
  /** Counts a call by the key that it is made with; sessions are not counted. Throws `limit_exceeded` with the seconds to wait. */
  take(actor: Actor, kind: CallKind): CallTicket
}

const uncounted: CallTicket = { left: [], end: () => undefined }

/** Limits of calls by key, each kind with a budget of its own. */
export function createCallLimits({ rules, counts, clock }: { rules: CallRules; counts: CallCounts; clock: Clock }): CallLimits {
  const running = new Map<string, number>()

  const begin = (key: string, atOnce: number | null): (() => void) => {
    if (atOnce === null) return uncounted.end
    const others = running.get(key) ?? 0
    if (others >= atOnce) {
      throw new AppError('limit_exceeded', 'Too many concurrent requests. Please try again later.', { reason: 'calls_at_once', retryAfterSeconds: 1 })
    }
    running.set(key, others + 1)
    let isOver = false
    return () => {
      const now = running.get(key) ?? 1
      if (isOver) return
      isOver = true
      if (now === 1) running.delete(key)
      else running.set(key, now - 1)
    }
  }

  return {
    take(actor, kind) {
      if (actor.kind !== 'user' || actor.via !== 'token') return uncounted
      const { rates, atOnce } = rules[kind]
      const key = `${kind} ${actor.credentialId}`
      const now = clock.now()
      const left = rates.map((rate) => {
        const startsAt = spanStart(rate, now)
        const before = counts.of(key, rate.seconds, startsAt - rate.seconds * 1000)
        return oneMore(rate, now, { now: counts.of(key, rate.seconds, startsAt), before })
      })
      const full = left.filter(({ isAllowed }) => !isAllowed)
      if (full.length > 0) {
        const seconds = Math.max(...full.map(({ resetSeconds }) => resetSeconds))
        throw new AppError('limit_exceeded', `Request was throttled. Expected available in ${seconds} seconds.`, {
          reason: 'calls_of_key',
          retryAfterSeconds: seconds,
        })
      }
      const end = begin(key, atOnce)
      for (const rate of rates) counts.add(key, rate.seconds, spanStart(rate, now))
      return { left, end }
    },
  }
}
