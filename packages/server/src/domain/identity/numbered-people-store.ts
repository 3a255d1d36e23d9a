import type { Db, Tx } from '../../platform/db/db.ts'

/** A person for formats that number people and show how to reach them. */
export type NumberedPerson = { id: string; number: number; email: string; firstName: string; lastName: string; isEmailVerified: boolean }

/** People by id; those who are gone are left out. */
export async function findNumberedPeople(db: Db | Tx, ids: readonly string[]): Promise<Map<string, NumberedPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('users')
    .select(['id', 'number', 'email', 'first_name', 'last_name', 'email_verified'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, number: row.number, email: row.email, firstName: row.first_name, lastName: row.last_name, isEmailVerified: row.email_verified },
    ]),
  )
}
