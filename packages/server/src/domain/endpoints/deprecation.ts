import type { EndpointDeprecation, EndpointDocument } from '@atrium/documents'
import { AppError } from '../../platform/errors.ts'

/** What a version's callers are to be told: until when it can be called, and which one to call instead. */
export type DeprecationWish = {
  /** Null: not known yet. */
  sunset: Date | null
  /** Null: none. */
  successor: number | null
}

/** The mark of a version. One that has it keeps the moment since which it has. Throws `invalid` for an end in the past. */
export function deprecated(known: EndpointDeprecation | null, wish: DeprecationWish | null, now: number): EndpointDeprecation | null {
  if (wish === null) return null
  const sunset = wish.sunset?.toISOString() ?? null
  // One that has passed may stay as it is while the successor is named.
  if (wish.sunset !== null && sunset !== known?.sunset && wish.sunset.getTime() < now) {
    throw problem('The day on which it ends has passed. Say one that callers can still act before, or switch the version off.')
  }
  return { since: known?.since ?? new Date(now).toISOString(), sunset, successor: wish.successor }
}

/** Refuses successors that lead nowhere: to no version, or to one that goes as well. */
export function requireSuccessors({ version, versions }: EndpointDocument): void {
  for (const [number, { deprecation }] of Object.entries(versions)) {
    const successor = deprecation?.successor ?? null
    if (successor === null) continue
    if (successor > version) throw problem(`Version ${successor} is to follow version ${number}, and the newest is ${version}.`)
    if (successor === Number(number) || (versions[successor]?.deprecation ?? null) !== null) {
      throw problem(`Version ${successor} cannot follow version ${number}: it goes as well. Name one that stays.`)
    }
  }
}

const problem = (message: string): AppError => new AppError('invalid', message, { reason: 'deprecation', fields: [{ path: 'deprecation', message }] })
