/** Decimals that are shown of numbers that are not small. */
const mostDecimals = 4
const mostOfSmall = 10
/** Digits that are shown of the largest number, where all are small. */
const digitsOfSmall = 3

/**
 * The decimals of a column of numbers: as many as its values need so that all stand under each other, at most four, of columns in
 * which all are small as many as the largest needs to be told. Whole numbers have none, and neither has what is no number.
 */
export function columnDecimals(values: readonly unknown[]): number {
  const numbers = values.flatMap((value) => numberOf(value) ?? [])
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const most = largest === 0 || largest >= 1 ? mostDecimals : Math.min(mostOfSmall, Math.max(mostDecimals, digitsOfSmall - 1 - Math.floor(Math.log10(largest))))
  let decimals = 0
  for (const value of numbers) {
    if (decimals === most) break
    decimals = Math.max(decimals, decimalsWithin(value, most))
  }
  return decimals
}

/** How a column of numbers is written where nobody said: names such as ids and years as they are, all else with the decimals of the column. */
export const plainNumbers = (name: string, values: readonly unknown[]): { format: 'id' } | { round: number } => {
  const round = columnDecimals(values)
  return round === 0 && (isIdName(name) || isYearName(name)) ? { format: 'id' } : { round }
}

/** Whether a column is called as ids are, in English or German. */
export const isIdName = (name: string): boolean => /(^|_)(id|uuid|nr|nummer|kennung)$/i.test(name) || /[a-z](Id|Nr)$/.test(name)

/** The same of years. */
export const isYearName = (name: string): boolean => /(^|_)(year(_num)?|jahr)$/i.test(name)

/** Decimals of a number that is rounded, without zeros at the end. */
function decimalsWithin(value: number, most: number): number {
  if (Number.isInteger(value)) return 0
  const [, decimals = ''] = value.toFixed(most).split('.')
  return decimals.replace(/0+$/, '').length
}

/** Numbers, and numbers as text, which digits that a double would round come as. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
