import type { SqlAnswer } from '@atrium/documents'
import { csvText } from '../../sql/csv-text.ts'

/** Has the browser save the rows that are shown, as CSV. */
export function downloadRows(name: string, { columns, rows }: SqlAnswer): void {
  const text = csvText(
    columns.map(({ reference }) => reference),
    rows,
  )
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'rows'}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
