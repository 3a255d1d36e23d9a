import type { DescribedColumn } from '../../../query/query-service.ts'

export const columnTypes = ['integer', 'float', 'string', 'datetime', 'date', 'boolean', 'array', 'json', 'unknown'] as const
type ColumnType = (typeof columnTypes)[number]

/** The format's word for what a column holds. */
export function columnType({ type, engineType }: Pick<DescribedColumn, 'type' | 'engineType'>): ColumnType {
  if (/\[\d*\]$|^_|^ARRAY/i.test(engineType)) return 'array'
  if (/^(STRUCT|MAP|UNION|JSONB?)\b/i.test(engineType)) return 'json'
  switch (type) {
    case 'number':
      return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|INT\d+)$/i.test(engineType) ? 'integer' : 'float'
    case 'timestamp':
      return 'datetime'
    case 'boolean':
    case 'date':
      return type
    case 'string':
      return /^(VARCHAR|TEXT|CHAR|CHARACTER|BPCHAR|NAME|UUID|ENUM)/i.test(engineType) ? 'string' : 'unknown'
  }
}
