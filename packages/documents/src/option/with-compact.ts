import { type Compact, type CustomFormat, formatCodeOptions, type Item } from '@atrium/semantic'

const compacts = [
  'thousands',
  'millions',
  'billions',
  'trillions',
  'K',
  'thousand',
  'M',
  'million',
  'B',
  'billion',
  'T',
  'trillion',
] as const satisfies readonly Compact[]

/** A way of shortening numbers, when the text names one. */
export const compactOf = (text: string | undefined): Compact | undefined => compacts.find((compact) => compact === text)

/** The item with its numbers shortened to `digits` decimals, wherever it keeps its format. */
export function withCompact(item: Item, compact: Compact, digits: number): Item {
  const short = { compact, round: digits }
  if ('formatOptions' in item && item.formatOptions !== undefined) return { ...item, formatOptions: { ...item.formatOptions, ...short } }
  if (!('displayName' in item)) {
    const own = codeOptions(item)
    const shortened = own === undefined ? short : { formatOptions: { ...own, ...short } }
    return { ...item, ...shortened }
  }
  return { ...item, format: { ...(item.format === undefined || item.format.type === 'default' ? { type: 'number' as const } : item.format), ...short } }
}

/** What a number format of the item says in options, when it has one that does not shorten numbers itself. */
export const codeOptions = (item: Item): CustomFormat | undefined =>
  'format' in item && typeof item.format === 'string' ? formatCodeOptions(item.format) : undefined

/** Decimals that the item's own format asks for, when it does. */
export function ownDigits(item: Item): number | undefined {
  if ('formatOptions' in item && item.formatOptions !== undefined) return item.formatOptions.round
  if ('format' in item && typeof item.format === 'object') return item.format.round
  return codeOptions(item)?.round ?? ('round' in item ? item.round : undefined)
}
