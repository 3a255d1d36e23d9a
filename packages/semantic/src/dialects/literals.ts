/** Text that may stand in a literal or identifier. Throws a RangeError for NUL, which no engine takes. */
export function checkedText(value: string, what: 'A text value' | 'An identifier'): string {
  if (value.includes('\0')) throw new RangeError(`${what} cannot hold a NUL character.`)
  return value
}

/** A finite number, in digits that every engine reads. Throws a RangeError for anything else. */
export function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('A number in SQL must be finite.')
  if (Object.is(value, -0)) return '0'
  return String(value)
}

/** `YYYY-MM-DD` itself. Throws a RangeError for anything else. */
export function checkedDate(isoDate: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) throw new RangeError(`Not a date: ${isoDate}`)
  return isoDate
}

/** An identifier between quotes, a quote in it doubled. */
export function doubledQuotes(identifier: string, quote: '"' | '`'): string {
  return `${quote}${checkedText(identifier, 'An identifier').replaceAll(quote, quote + quote)}${quote}`
}

/** '…' as the standard has it: nothing but a doubled quote is special. */
export function standardString(value: string): string {
  return `'${checkedText(value, 'A text value').replaceAll("'", "''")}'`
}

/** DATE '…'. */
export function standardDate(isoDate: string): string {
  return `DATE '${checkedDate(isoDate)}'`
}
