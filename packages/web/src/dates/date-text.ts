import { writtenDate } from '@atrium/documents'
import type { Item } from '@atrium/semantic'
import { i18next } from '../i18n/i18n.ts'

type Options = {
  /** BCP 47; that of the page when absent. */
  locale?: string
  /** IANA name of the zone that moments are written in; UTC when absent. */
  zone?: string | undefined
}

/** A date or moment as readers of this page write it, see `writtenDate`. */
export const dateText = (item: Item, raw: unknown, { locale = i18next.language, zone }: Options = {}): string | null => writtenDate(item, raw, { locale, zone })
