import type { Compact, CustomFormat, NumberSeparator } from '../types/field.ts'

const compacts: Record<Compact, { divisor: number; suffix: string }> = {
  thousands: { divisor: 1e3, suffix: 'K' },
  thousand: { divisor: 1e3, suffix: 'K' },
  K: { divisor: 1e3, suffix: 'K' },
  millions: { divisor: 1e6, suffix: 'M' },
  million: { divisor: 1e6, suffix: 'M' },
  M: { divisor: 1e6, suffix: 'M' },
  billions: { divisor: 1e9, suffix: 'B' },
  billion: { divisor: 1e9, suffix: 'B' },
  B: { divisor: 1e9, suffix: 'B' },
  trillions: { divisor: 1e12, suffix: 'T' },
  trillion: { divisor: 1e12, suffix: 'T' },
  T: { divisor: 1e12, suffix: 'T' },
}

/** The language that answers are written in, where no other is asked for. */
export const plainLocale = 'en-US'

/** Intl formatters are a thousand times dearer to make than to use. */
const formatters = new Map<string, Intl.NumberFormat>()

type Style = { round?: number | undefined; currency?: string | undefined; isPercent?: boolean }

function formatter(locale: string, { round, currency, isPercent = false }: Style): Intl.NumberFormat {
  const key = `${locale}/${round ?? ''}/${currency ?? ''}/${isPercent}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const digits = round === undefined ? undefined : Math.min(20, Math.max(0, Math.trunc(round)))
  const decimals: Intl.NumberFormatOptions =
    digits !== undefined
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : currency === undefined
        ? { minimumFractionDigits: 0, maximumFractionDigits: 3 }
        : {}
  const style: Intl.NumberFormatOptions = isPercent ? { style: 'percent' } : currency === undefined ? {} : { style: 'currency', currency }
  const made = new Intl.NumberFormat(locale, { ...style, ...decimals })
  formatters.set(key, made)
  return made
}

function checkedFormatter(locale: string, round: number | undefined, currency: string): Intl.NumberFormat {
  try {
    return formatter(locale, { round, currency })
  } catch {
    // Not a currency code: the number alone is better than no result.
    return formatter(locale, { round })
  }
}

/** The number with its unit behind the digits, wherever the language has the currency. */
function withUnit(numbers: Intl.NumberFormat, value: number, unit: string): string {
  if (unit === '') return numbers.format(value)
  const parts = numbers.formatToParts(value)
  const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction' || type === 'infinity' || type === 'nan')
  return parts.map(({ value: text }, place) => (place === last ? `${text}${unit}` : text)).join('')
}

const units = new Map<string, string>()

/** Words for a thousand that CLDR has no short one for. */
const thousands: Record<string, string> = { de: '\u00a0Tsd.' }

/** The short word of a language for a power of thousand, with the space before it: "K", " Mio.". */
function unitOf({ divisor, suffix }: { divisor: number; suffix: string }, locale: string): string {
  if (locale === plainLocale) return suffix
  const key = `${locale}/${suffix}`
  const known = units.get(key)
  if (known !== undefined) return known
  const parts = new Intl.NumberFormat(locale, { notation: 'compact' }).formatToParts(divisor)
  const word = parts.find(({ type }) => type === 'compact')?.value
  const space = parts.find(({ type }) => type === 'literal')?.value ?? ''
  const unit = word === undefined ? (divisor === 1000 ? thousands[locale.slice(0, 2)] : undefined) : `${space}${word}`
  units.set(key, unit ?? suffix)
  return unit ?? suffix
}

const separate = (text: string, separator: NumberSeparator | undefined): string => {
  switch (separator) {
    case 'spacePeriod':
      return text.replaceAll(',', ' ')
    case 'periodComma':
      return text.replace(/[.,]/g, (letter) => (letter === ',' ? '.' : ','))
    case 'noSeparatorPeriod':
      return text.replaceAll(',', '')
    default:
      return text
  }
}

/** A number grouped as its readers are used to, with up to three decimals, or as many as `round` says. */
export function formatNumber(value: number, round?: number, locale = plainLocale): string {
  return formatter(locale, { round }).format(value)
}

/** A number by format options: grouping, decimals, currency, compact, percent, prefix and suffix. A separator that they name is that of all readers. */
export function formatNumberBy(value: number, format: CustomFormat, readers = plainLocale): string {
  const { separator, round } = format
  const locale = separator === undefined || separator === 'default' ? readers : plainLocale
  const compact = format.compact === undefined ? undefined : compacts[format.compact]
  const scaled = compact === undefined ? value : value / compact.divisor
  const unit = compact === undefined ? '' : unitOf(compact, locale)
  const plain = (): string => separate(withUnit(formatter(locale, { round }), scaled, unit), separator)
  switch (format.type) {
    case 'percent':
      return locale === plainLocale ? `${separate(formatNumber(value * 100, round), separator)}%` : formatter(locale, { round, isPercent: true }).format(value)
    case 'currency':
      return separate(withUnit(checkedFormatter(locale, round, format.currency ?? 'USD'), scaled, unit), separator)
    case 'id':
      return String(value)
    case 'number':
      return `${format.prefix ?? ''}${plain()}${format.suffix ?? ''}`
    default:
      return plain()
  }
}
