import type { PoolClient } from 'pg'
import type { PostgresPoolClient } from 'kysely'

/** Statements with fewer joins are planned in no time. */
const manyJoins = 5
/** Before that often nobody knows that a statement comes again. */
const oftenEnough = 5
/** Each connection keeps a plan of each, and until it is closed of those that made way. */
const mostKept = 50
const mostCounted = 500

/** Which statements a connection keeps its plan of. */
export type KeptPlans = {
  /** The client, asking such statements by a name. */
  through(client: Pick<PoolClient, 'query' | 'release'>): PostgresPoolClient
}

/**
 * PostgreSQL plans a statement anew each time that it is asked. For one with a dozen joins that takes ten times as long as to run it: those
 * that come again and again get a name, under which a connection keeps the plan; of too many the one that was asked longest ago makes way. One of which the plan is no longer good (a column changed,
 * a proxy gave another connection) is asked as it is from then on.
 */
export function createKeptPlans(): KeptPlans {
  const counts = new Map<string, number>()
  /** By statement, the one that was asked longest ago first. */
  const names = new Map<string, string>()
  const refused = new Set<string>()
  let made = 0

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined) {
      names.delete(text)
      names.set(text, known)
      return known
    }
    if (refused.has(text) || !hasManyJoins(text)) return undefined
    const count = (counts.get(text) ?? 0) + 1
    if (counts.size >= mostCounted) counts.clear()
    counts.set(text, count)
    if (count < oftenEnough) return undefined
    counts.delete(text)
    const [longestAgo] = names.keys()
    if (names.size >= mostKept && longestAgo !== undefined) names.delete(longestAgo)
    // A name means one statement for ever: connections know those of before.
    const name = `kept_${made++}`
    names.set(text, name)
    return name
  }

  return {
    through(client) {
      const ask = async (text: string, values: readonly unknown[]): Promise<unknown> => {
        const name = nameOf(text)
        if (name === undefined) return client.query(text, [...values])
        try {
          return await client.query({ name, text, values: [...values] })
        } catch (error) {
          if (!isOfPlan(error)) throw error
          names.delete(text)
          if (refused.size >= mostCounted) refused.clear()
          refused.add(text)
          // In a transaction that failed by this, nothing can be asked any more.
          return client.query(text, [...values]).catch(() => {
            throw error
          })
        }
      }
      return { query: ask as PostgresPoolClient['query'], release: () => client.release() }
    },
  }
}

const hasManyJoins = (text: string): boolean => text.split(/\bjoin\b/i).length > manyJoins

/** The plan does not fit any more; there is none by that name; there is another by that name. */
function isOfPlan(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  return code === '26000' || code === '42P05' || (code === '0A000' && message.includes('cached plan'))
}
