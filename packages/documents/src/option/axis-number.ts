import { formatItemValue, type CustomFormat, type Item } from '@atrium/semantic'
import { codeOptions, withCompact } from './with-compact.ts'

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e4, 'K'],
] as const

/** A number along an axis: formatted as its field, from 10,000 on shortened, without idle zeros. The tooltip has the exact one. */
export function axisNumber(item: Item | undefined, value: number, locale = 'en-US'): string {
  if (item === undefined) return value.toLocaleString(locale)
  const format = formatOf(item)
  const step = steps.find(([from]) => Math.abs(value) >= from)
  const isPlain = format?.type === 'percent' || format?.type === 'id' || format?.compact !== undefined || ('compact' in item && item.compact !== undefined)
  const shown = step === undefined || isPlain ? item : withCompact(item, step[1], 2)
  const text = formatItemValue(shown, value, undefined, locale)
  const { separator = 'default' } = format ?? {}
  const sign = separator === 'default' ? decimalSignOf(locale) : separator === 'periodComma' ? ',' : '.'
  return text.replace(idleZeros[sign], (_, decimals: string) => (decimals === sign ? '' : decimals))
}

/** Decimals that end in zeros, with only a unit behind them. */
const idleZeros = { '.': /(\.\d*?)0+(?=\D*$)/, ',': /(,\d*?)0+(?=\D*$)/ }

const decimalSignOf = (locale: string): '.' | ',' => ((1.5).toLocaleString(locale).includes(',') ? ',' : '.')

function formatOf(item: Item): CustomFormat | undefined {
  if ('formatOptions' in item && item.formatOptions !== undefined) return item.formatOptions
  if (!('format' in item) || item.format === undefined) return undefined
  if (typeof item.format === 'object') return item.format
  return item.format === 'percent' || item.format === 'id' ? { type: item.format } : codeOptions(item)
}
