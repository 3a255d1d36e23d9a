import type { DuckDBType } from '@duckdb/node-api'
import type { EngineColumn } from './protocol.ts'

/** Columns as results describe them. */
export const columnsOf = (names: readonly string[], types: readonly DuckDBType[]): EngineColumn[] =>
  names.map((name, index) => {
    const engineType = String(types[index])
    return { name, type: valueType(engineType), engineType }
  })

/** Lists are none of what they are of. */
function valueType(engineType: string): EngineColumn['type'] {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL[^[]*|FLOAT|DOUBLE|BIGNUM)$/i.test(engineType)) return 'number'
  if (/^TIMESTAMP[^[]*$/i.test(engineType)) return 'timestamp'
  if (/^DATE$/i.test(engineType)) return 'date'
  return /^BOOLEAN$/i.test(engineType) ? 'boolean' : 'string'
}
