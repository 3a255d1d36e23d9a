import { sql, type RawBuilder } from 'kysely'

/**
 * Returned by a statement that changes what can be made again (results, leases, values that somebody just tries): nobody waits until it is
 * on the disk. All see it at once; should the machine of the store lose power, the last half second of such changes is lost, never half of
 * one. In a transaction it holds for all of it. Decision 0036.
 */
export const committedSoon: RawBuilder<string> = sql<string>`set_config('synchronous_commit', 'off', true)`
