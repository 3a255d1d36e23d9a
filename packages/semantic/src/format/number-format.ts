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

/** Intl formatters are a thousand times dearer to make than to use. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(round: number | undefined, currency: string | undefined): Intl.NumberFormat {
  const key = `${round ?? ''}/${currency ?? ''}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const digits = round === undefined ? undefined : Math.min(20, Math.max(0, Math.trunc(round)))
  const decimals: Intl.NumberFormatOptions =
    digits !== undefined
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : currency === undefined
        ? { minimumFractionDigits: 0, maximumFractionDigits: 3 }
        : {}
  const made = new Intl.NumberFormat('en-US', currency === undefined ? decimals : { style: 'currency', currency, ...decimals })
  formatters.set(key, made)
  return made
}

function checkedFormatter(round: number | undefined, currency: string): Intl.NumberFormat {
  try {
    return formatter(round, currency)
  } catch {
    // Not a currency code: the number alone is better than no result.
    return formatter(round, undefined)
  }
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

/** A number in en-US grouping with up to three decimals, or as many as `round` says. */
export function formatNumber(value: number, round?: number): string {
  return formatter(round, undefined).format(value)
}

/** A number by format options: grouping, decimals, currency, compact, percent, prefix and suffix. */
export function formatNumberBy(value: number, format: CustomFormat): string {
  const compact = format.compact === undefined ? undefined : compacts[format.compact]
  const scaled = compact === undefined ? value : value / compact.divisor
  const unit = compact?.suffix ?? ''
  switch (format.type) {
    case 'percent':
      return `${separate(formatNumber(value * 100, format.round), format.separator)}%`
    case 'currency': {
      const text = checkedFormatter(format.round, format.currency ?? 'USD').format(scaled)
      return `${separate(text, format.separator)}${unit}`
    }
    case 'id':
      return String(value)
    case 'number':
      return `${format.prefix ?? ''}${separate(formatNumber(scaled, format.round), format.separator)}${unit}${format.suffix ?? ''}`
    default:
      return `${separate(formatNumber(scaled, format.round), format.separator)}${unit}`
  }
}
