/**
 * Values out of pasted text: one a line or a cell, else separated by commas or semicolons. Quotes around a value go,
 * empty ones and repetitions too. One value alone is returned as it is.
 */
export function parsePastedValues(text: string): string[] {
  const trimmed = text.trim()
  const separator = /[\r\n\t]/.test(trimmed) ? /[\r\n\t]+/ : trimmed.includes(';') ? /;/ : /,/
  const values = trimmed.split(separator).map((value) => unquoted(value.trim().replace(/,$/, '').trim()))
  return [...new Set(values.filter((value) => value !== ''))]
}

function unquoted(value: string): string {
  const quote = value[0]
  return value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1).replaceAll(quote + quote, quote) : value
}
