import { formatItemValue, type CustomFormat, type Item } from '@atrium/semantic'
import { codeOptions, withCompact } from './with-compact.ts'

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e4, 'K'],
] as const

/** A number along an axis: formatted as its field, from 10,000 on shortened, without idle zeros. The tooltip has the exact one. */
export function axisNumber(item: Item | undefined, value: number): string {
  if (item === undefined) return value.toLocaleString('en-US')
  const format = formatOf(item)
  const step = steps.find(([from]) => Math.abs(value) >= from)
  const isPlain = format?.type === 'percent' || format?.type === 'id' || format?.compact !== undefined || ('compact' in item && item.compact !== undefined)
  const text = step === undefined || isPlain || item === undefined ? formatItemValue(item, value) : formatItemValue(withCompact(item, step[1], 2), value)
  // Only where the point is the decimal sign.
  return format?.separator === 'periodComma' ? text : text.replace(/(\.\d*?)0+(?=\D*$)/, (_, decimals: string) => (decimals === '.' ? '' : decimals))
}

function formatOf(item: Item): CustomFormat | undefined {
  if ('formatOptions' in item && item.formatOptions !== undefined) return item.formatOptions
  if (!('format' in item) || item.format === undefined) return undefined
  if (typeof item.format === 'object') return item.format
  return item.format === 'percent' || item.format === 'id' ? { type: item.format } : codeOptions(item)
}
