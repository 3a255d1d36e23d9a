import type { Db, Tx } from '../../../platform/db/db.ts'
import { findNumberedPeople } from '../../identity/numbered-people-store.ts'
import type { QueryVariable } from '../types.ts'

/** Variables that endpoints of a project share, oldest first. */
export async function listQueryVariables(db: Db | Tx, projectId: string): Promise<QueryVariable[]> {
  const rows = await db.selectFrom('query_variables').selectAll().where('project_id', '=', projectId).orderBy('created_at').orderBy('id').execute()
  const people = await findNumberedPeople(
    db,
    rows.flatMap((row) => row.created_by ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    codeName: row.code_name,
    type: row.type,
    defaultValue: row.default_value,
    author: people.get(row.created_by ?? '') ?? null,
    createdAt: row.created_at,
  }))
}

/** False, and nothing written, when the project has a variable with this code name. */
export async function insertQueryVariable(tx: Tx, variable: Omit<QueryVariable, 'author'> & { authorId: string | null }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('query_variables')
    .values({
      id: variable.id,
      project_id: variable.projectId,
      name: variable.name,
      code_name: variable.codeName,
      type: variable.type,
      default_value: variable.defaultValue === null ? null : JSON.stringify(variable.defaultValue),
      created_by: variable.authorId,
      created_at: variable.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['project_id', 'code_name']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
