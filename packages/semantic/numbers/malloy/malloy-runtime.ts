import { SingleConnectionRuntime, type SQLSourceDef, type TableSourceDef } from '@malloydata/malloy'
import { BaseConnection } from '@malloydata/malloy/connection'

export type MalloyFields = TableSourceDef['fields']

/** Malloy on a database of which it knows the columns and no more: it writes SQL for it and runs nothing. */
export function malloyRuntime(fieldsOf: (table: string) => MalloyFields): SingleConnectionRuntime {
  return new SingleConnectionRuntime({
    connection: new KnownColumns(fieldsOf),
    urlReader: { readURL: () => Promise.reject(new Error('There is nothing to read.')) },
  })
}

class KnownColumns extends BaseConnection {
  readonly name = 'duckdb'
  readonly dialectName = 'duckdb'
  readonly #fieldsOf: (table: string) => MalloyFields
  constructor(fieldsOf: (table: string) => MalloyFields) {
    super()
    this.#fieldsOf = fieldsOf
  }
  getDigest(): string {
    return 'known columns'
  }
  runSQL(): Promise<never> {
    return Promise.reject(new Error('SQL of Malloy is run by those who asked for it.'))
  }
  fetchTableSchema(name: string, tablePath: string): Promise<TableSourceDef> {
    return Promise.resolve({ type: 'table', name, tablePath, connection: 'duckdb', dialect: 'duckdb', fields: this.#fieldsOf(tablePath) })
  }
  fetchSelectSchema(): Promise<SQLSourceDef | string> {
    return Promise.resolve('There are no SQL sources.')
  }
}
