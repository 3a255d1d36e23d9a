/** Cells as lines of columns that stand below each other; what could move the cursor is shown as a sign. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = [header, ...rows].map((row) => row.map(printable))
  const widths = header.map((_name, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** A text on one line, with control characters shown instead of obeyed. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, (sign) => (sign === '\n' ? '⏎' : '�'))

/** Rows as CSV (RFC 4180). */
export const csvLines = (header: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [header, ...rows].map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))

/** A value as the text of a cell; nothing for null. */
export const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
