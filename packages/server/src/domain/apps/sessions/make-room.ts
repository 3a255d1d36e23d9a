import { AppError } from '../../../platform/errors.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { countOpenEmbeds, countOpenSessions } from './session-lease-store.ts'
import { endSession, type SessionKind } from './session-store.ts'

/** Sessions of one person that are open at a time, and of all of them. */
const mostOfOnePerson = 25
const most = 2000
/** Those that people open; runs are counted where they begin. */
const opened: readonly SessionKind[] = ['notebook', 'app']
/** Pages of elsewhere that show one app at a time, and any. */
const mostOfOneEmbedded = 500
const mostEmbedded = 2000

/**
 * Makes room for one more session of a person, which is theirs until the transaction ends: who has too many loses the one that was used
 * longest ago, unless something runs in it. Answers those that were ended. Throws `limit_exceeded` when something runs in all of them,
 * `unavailable` when there are too many altogether.
 */
export async function makeRoom(tx: Tx, ownerId: string, at: Date): Promise<string[]> {
  await holdTurn(tx, `sessions of ${ownerId}`)
  const { all, own } = await countOpenSessions(tx, { kinds: opened, ownerId })
  if (own.length >= mostOfOnePerson) {
    const idle = own.filter(({ isBusy }) => !isBusy).slice(0, own.length - mostOfOnePerson + 1)
    if (idle.length === 0) {
      throw new AppError('limit_exceeded', `Something runs in ${own.length} of your sessions. Stop one of them, or close its page.`, {
        reason: 'too_many_sessions',
        params: { count: own.length },
      })
    }
    for (const { id } of idle) await endSession(tx, id, at)
    return idle.map(({ id }) => id)
  }
  if (all >= most) {
    throw new AppError('unavailable', 'Too many people work in notebooks and apps at the moment. Try again in a few minutes.', {
      reason: 'no_session',
      retryAfterSeconds: 60,
    })
  }
  return []
}

/** Whether a page of elsewhere may show this app as well. They take no place from people. Throws `unavailable` when too many do so. */
export async function requireRoomForEmbed(tx: Tx, notebookId: string): Promise<void> {
  await holdTurn(tx, 'embedded apps')
  const { all, ofNotebook } = await countOpenEmbeds(tx, notebookId)
  if (all < mostEmbedded && ofNotebook < mostOfOneEmbedded) return
  throw new AppError('unavailable', 'Too many people look at this app at the moment. Load the page that shows it again in a few minutes.', {
    reason: 'no_session',
    retryAfterSeconds: 60,
  })
}
