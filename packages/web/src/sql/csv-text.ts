/** Rows as CSV (RFC 4180). Texts that a spreadsheet would take for a formula get a `'` in front; numbers stay numbers. */
export function csvText(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const lines = [columns.map((column) => quoted(guarded(column))), ...rows.map((row) => columns.map((column) => quoted(cellText(row[column]))))]
  return lines.map((line) => line.join(',')).join('\r\n')
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // Large integers and decimals come as text.
  return /^-?\d+(\.\d+)?$/.test(text) ? text : guarded(text)
}

const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
