import type { DescribedColumn } from '../../../../query/query-service.ts'

/** What can come in the cells of a column, beside null. `digits`: numbers, and those of which a double would lose digits as text. */
export type CellKind = 'number' | 'digits' | 'boolean' | 'text' | 'any'

/** Types of numbers that can have more digits than a double holds. */
const large = /^(?:U?(?:BIG|HUGE)INT|INT8|BIGNUM|NUMERIC|DECIMAL)$/i
/** Lists, structs and JSON: whatever they hold. */
const nested = /\[|\(.*\w\s+\w|^(?:STRUCT|MAP|UNION|JSON)/i
/** Digits that every double holds. */
const exactDigits = 15

/** What `domain/explore/result-rows.ts` gives, in one word for all descriptions of it. */
export function cellKind({ type, engineType }: Omit<DescribedColumn, 'name'>): CellKind {
  switch (type) {
    case 'number': {
      const [, digits] = /^(?:DECIMAL|NUMERIC)\((\d+)/i.exec(engineType) ?? []
      if (digits !== undefined) return Number(digits) > exactDigits ? 'digits' : 'number'
      return large.test(engineType) ? 'digits' : 'number'
    }
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'timestamp':
      return 'text'
    case 'string':
      return nested.test(engineType) ? 'any' : 'text'
  }
}
