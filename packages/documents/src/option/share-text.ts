import { formatItemValue, type Item } from '@atrium/semantic'

const share = (round: number): Item => ({ name: 'share', displayName: 'Share', sql: '', format: { type: 'percent', round } })
const [whole, tenths] = [share(0), share(1)]

/** A share that is given in percent, with one decimal or none, as readers in `locale` write it. */
export const shareText = (percent: number | null | undefined, locale?: string, decimals: 0 | 1 = 1): string =>
  formatItemValue(decimals === 0 ? whole : tenths, (percent ?? 0) / 100, undefined, locale)
