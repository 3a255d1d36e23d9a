import { formatItemValue, getItemLabel, getItemType, type FilterRule, type ItemsMap } from '@atrium/semantic'
import type { TFunction } from 'i18next'
import { dateText } from '../dates/date-text.ts'
import { valueShapeOf } from './filter-operators.ts'

const shown = 3

/** A filter as a sentence: "Order date in the last 30 completed days", "Status is any of paid, refunded +2". */
export function filterSentence(rule: FilterRule, items: ItemsMap, t: TFunction): string {
  const item = items[rule.target.fieldId]
  const label = item === undefined ? rule.target.fieldId : getItemLabel(item)
  const type = item === undefined ? 'string' : getItemType(item)
  const operator = t(`filters.operator.${rule.operator}`)
  const values = rule.values ?? []
  const write = (value: unknown): string =>
    value === undefined || value === ''
      ? '…'
      : item !== undefined && type !== 'number'
        ? (dateText(item, value) ?? formatItemValue(item, value))
        : String(value)
  switch (valueShapeOf(type, rule.operator)) {
    case 'none':
      return `${label} ${operator}`
    case 'period': {
      const unit = t(`filters.unit.${rule.settings?.unitOfTime ?? 'days'}`, { count: Number(values[0] ?? 0) })
      return `${label} ${operator} ${rule.settings?.completed === true ? t('filters.completePeriod', { count: Number(values[0] ?? 0), unit }) : `${values[0] ?? 0} ${unit}`}`
    }
    case 'current':
      return `${label} ${operator} ${t(`filters.unit.${rule.settings?.unitOfTime ?? 'days'}`, { count: 1 })}`
    case 'two':
      return `${label} ${operator} ${t('filters.between', { from: write(values[0]), to: write(values[1]) })}`
    case 'boolean':
      return `${label} ${operator} ${values[0] === true ? t('filters.yes') : t('filters.no')}`
    case 'one':
    case 'many': {
      if (values.length === 0) return `${label} ${operator} …`
      const list = values.slice(0, shown).map(write).join(', ')
      return `${label} ${operator} ${list}${values.length > shown ? ` +${values.length - shown}` : ''}`
    }
  }
}
