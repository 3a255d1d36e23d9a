import type { DuckDBConnection } from '@duckdb/node-api'
import { answerType } from './answer-types.ts'

/** A SELECT of an answer's rows (JSON by column, see `WarehouseResult.data`) as values of the types that they had. */
export async function loadAnswer(connection: DuckDBConnection, columns: readonly { engineType: string }[], data: Buffer): Promise<string> {
  const texts = columns.map((_, index) => `unnest(answer[${index + 1}]) AS c${index}`)
  const load = await connection.prepare(
    `CREATE TEMP TABLE loaded AS SELECT ${texts.join(', ')} FROM (SELECT from_json($1::VARCHAR, '[["VARCHAR"]]') AS answer)`,
  )
  load.bindVarchar(1, data.toString('utf8'))
  await load.run()
  load.destroySync()
  const values: string[] = []
  for (const [index, { engineType }] of columns.entries()) {
    const type = answerType(engineType)
    values.push(type === null ? `CAST(c${index} AS ${await numberType(connection, `c${index}`)})` : type.read(`c${index}`))
  }
  return `SELECT ${values.join(', ')} FROM loaded`
}

/** The narrowest type that holds all digits of a column of numbers; where none does, the nearest numbers. */
async function numberType(connection: DuckDBConnection, column: string): Promise<string> {
  const sql = `SELECT coalesce(max(length(ltrim(split_part(${column}, '.', 1), '-'))), 1), coalesce(max(length(split_part(${column}, '.', 2))), 0),
    count(*) FILTER (NOT regexp_full_match(${column}, '-?\\d+(\\.\\d+)?')) FROM loaded`
  const [[whole, fraction, others] = []] = (await (await connection.run(sql)).getRowsJson()) as string[][]
  const [digits, scale] = [Number(whole) + Number(fraction), Number(fraction)]
  return others === '0' && digits <= 38 ? `DECIMAL(${digits},${scale})` : 'DOUBLE'
}
