import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

/** How a test went last. */
export type LastTestResult = { name: string; at: Date; version: number; passed: boolean; /** Null: somebody who is gone. */ by: string | null }

/** How each test of an endpoint that was run went last. */
export async function listTestResults(db: Db | Tx, endpointId: string): Promise<LastTestResult[]> {
  const { rows } = await sql<LastTestResult>`
    select t.name, t.at, t.version, t.passed, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') as by
      from endpoint_test_results t left join users u on u.id = t.by_id
     where t.endpoint_id = ${endpointId} order by t.name`.execute(db)
  return rows
}

/** How many tests failed the last time, by endpoint; those without any result are left out. */
export async function failedTests(db: Db | Tx, endpointIds: readonly string[]): Promise<Map<string, number>> {
  if (endpointIds.length === 0) return new Map()
  const { rows } = await sql<{ endpointId: string; failed: number }>`
    select endpoint_id as "endpointId", (count(*) filter (where not passed))::int as failed
      from endpoint_test_results where endpoint_id = any(${[...endpointIds]}::uuid[]) group by endpoint_id`.execute(db)
  return new Map(rows.map(({ endpointId, failed }) => [endpointId, failed]))
}

/** Writes down how tests went, in place of what was known of them. */
export async function saveTestResults(
  db: Db | Tx,
  { endpointId, version, at, byId }: { endpointId: string; version: number; at: Date; byId: string | null },
  results: readonly { name: string; passed: boolean }[],
): Promise<void> {
  if (results.length === 0) return
  const rows = results.map(({ name, passed }) => ({ endpoint_id: endpointId, name, at, by_id: byId, version, passed }))
  await db
    .insertInto('endpoint_test_results')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['endpoint_id', 'name']).doUpdateSet((row) => ({
        at: row.ref('excluded.at'),
        by_id: row.ref('excluded.by_id'),
        version: row.ref('excluded.version'),
        passed: row.ref('excluded.passed'),
      })),
    )
    .execute()
}

/** Takes the results away of tests that say something else now, or are gone: all but these. */
export async function forgetTestResults(tx: Tx, endpointId: string, kept: readonly string[]): Promise<void> {
  let removed = tx.deleteFrom('endpoint_test_results').where('endpoint_id', '=', endpointId)
  if (kept.length > 0) removed = removed.where('name', 'not in', [...kept])
  await removed.execute()
}
