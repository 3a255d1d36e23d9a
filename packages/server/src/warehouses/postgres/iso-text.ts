/**
 * Dates and moments as PostgreSQL writes them with DateStyle ISO and the zone UTC, as JSON text of the forms that results
 * have: `"2026-03-29"`, `"2026-03-29T01:30:00.000"`, with `Z` for an instant. Cut to milliseconds, infinity as a word.
 */
const written = /^(\d{4,})(-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:[+-]\d\d(?::\d\d)*)?)?( BC)?$/

export function isoDate(text: string): string {
  const [, year = '', day = '', , , bc] = written.exec(text) ?? []
  return year === '' ? JSON.stringify(text) : `"${isoYear(year, bc !== undefined)}${day}"`
}

export function isoTimestamp(text: string, suffix: '' | 'Z'): string {
  const [, year = '', day = '', time = '00:00:00', fraction = '', bc] = written.exec(text) ?? []
  return year === '' ? JSON.stringify(text) : `"${isoYear(year, bc !== undefined)}${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${suffix}"`
}

/** ISO 8601 counts a year 0, which is 1 BC, and writes years of other than four digits with a sign and six. */
function isoYear(year: string, isBc: boolean): string {
  if (!isBc && year.length === 4) return year
  const value = isBc ? 1 - Number(year) : Number(year)
  if (value === 0) return '0000'
  return `${value < 0 ? '-' : '+'}${String(Math.abs(value)).padStart(6, '0')}`
}
