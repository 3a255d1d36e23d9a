import { expect, it } from 'vitest'
import { columnWriter } from './value-writer.ts'

const written = (column: { name: string; format?: string | null }, values: unknown[], locale?: string): string[] =>
  values.map(columnWriter({ type: 'number', ...column }, values, locale))

it('numbers of a column have the same decimals, as their readers write them', () => {
  expect(written({ name: 'amount' }, [12, 12.5, 1234.345, null])).toEqual(['12.000', '12.500', '1,234.345', '∅'])
  expect(written({ name: 'amount' }, [12, 12.5], 'de-DE')).toEqual(['12,0', '12,5'])
  expect(written({ name: 'amount' }, [1200, 7])).toEqual(['1,200', '7'])
  expect(written({ name: 'year' }, [2025, 2026])).toEqual(['2025', '2026'])
})

it('a format that somebody gave counts more', () => {
  expect(written({ name: 'amount', format: '0.0' }, [12, 12.345])).toEqual(['12.0', '12.3'])
  expect(written({ name: 'year', format: '#,##0' }, [2026])).toEqual(['2,026'])
})
