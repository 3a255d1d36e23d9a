import type { Compact, Item } from '@atrium/semantic'

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

/** The item with its numbers shortened, wherever it keeps its format; at most `digits` decimals. */
export function withCompact(item: Item, compact: Compact, digits = 1): Item {
  const shorten = <T extends object>(format: T): T & { compact: Compact; round: number } => ({
    ...format,
    compact,
    round: Math.min('round' in format && typeof format.round === 'number' ? format.round : digits, digits),
  })
  if ('formatOptions' in item && item.formatOptions !== undefined) return { ...item, formatOptions: shorten(item.formatOptions) }
  if ('displayName' in item)
    return { ...item, format: shorten(item.format === undefined || item.format.type === 'default' ? { type: 'number' as const } : item.format) }
  return shorten(item) as Item
}
