import type { Actor } from '../../../access/actor.ts'
import type { CallLimits, CallTicket } from './call-limits.ts'

/** Asks one question of the warehouse as one call of a key. Throws `limit_exceeded` before it is asked. */
export async function asCall<T>({ actor, callLimits }: { actor: Actor; callLimits: CallLimits }, ask: () => Promise<T>): Promise<T> {
  const ticket = callLimits.take(actor, 'inline')
  try {
    return await ask()
  } finally {
    ticket.end()
  }
}

/** Ends tickets of an answered call, or, where something is still read behind its answer, with that. */
export function endTickets(tickets: readonly CallTicket[], behind: readonly Promise<unknown>[]): void {
  const end = (): void => {
    for (const ticket of tickets) ticket.end()
  }
  if (behind.length === 0) end()
  else void Promise.allSettled(behind).then(end)
}
