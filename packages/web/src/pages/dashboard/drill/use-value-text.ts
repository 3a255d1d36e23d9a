import { cellText } from '@atrium/documents'
import type { ItemsMap } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import type { ResultRow } from '../../../api/results.ts'
import { dateText } from '../../../dates/date-text.ts'
import { itemsOfQuery } from '../../../explore/items-of-query.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'

/** The fields of a tile's answer, and the text of a value in one of its rows, dates as charts write them. */
export function useValueText({ explore, metricQuery, fields }: TileResults, row: ResultRow): { items: ItemsMap; textOf: (fieldId: string) => string } {
  const { i18n } = useTranslation()
  const locale = useNumberLocale()
  const items: ItemsMap = { ...itemsOfQuery(explore, metricQuery), ...fields }
  const textOf = (fieldId: string): string => {
    const value = row[fieldId]?.value
    if (value === undefined) return ''
    const item = items[fieldId]
    const date = item === undefined ? undefined : dateText(item, value.raw, { locale: i18n.language, zone: metricQuery.timezone })
    return date ?? cellText({ fields: items, locale }, fieldId, value)
  }
  return { items, textOf }
}
