import { AppError } from '../platform/errors.ts'

/** There is a table that cells of this project did not make. */
export const notOurs = (name: string): AppError =>
  new AppError('conflict', `There is a table ${name} already that no notebook of this project has written. Nothing was changed; choose another name.`, {
    reason: 'table_not_ours',
    params: { table: name },
  })

/** Why rows cannot be appended that have a column more than the table. */
export const noSuchColumn = (table: string, column: string): string =>
  `${table} has no column “${column.slice(0, 100)}”, so nothing was appended. Give the column the name that it has there, or replace the table.`
