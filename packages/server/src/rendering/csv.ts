/** Text that a spreadsheet would run as a formula when it opens the file. */
const formula = /^[=+\-@\t\r]/

/** One cell of a text value: neutralised when a spreadsheet would take it for a formula, quoted when needed. */
export function csvText(value: string): string {
  return csvQuoted(formula.test(value) ? `'${value}` : value)
}

/** One cell of a text that is known to be harmless (a formatted number), quoted when needed. */
export const csvQuoted = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** One cell of a value as it is: numbers and booleans stay what they are, text is guarded, null is nothing. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return csvText(typeof value === 'string' ? value : JSON.stringify(value))
}

/** One line, with its line feed (RFC 4180 in everything but the carriage return, as clients of the format expect). */
export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\n`
