import { getItemLabel, type ItemsMap } from '@atrium/semantic'
import type { TFunction } from 'i18next'
import type { ChartChangeTold, ChartVersion } from '../../api/saved-charts.ts'

/** What a version of a chart changed, in words; of the first, that it was made. */
export function chartChangeTexts({ number, message, changes }: Pick<ChartVersion, 'number' | 'message' | 'changes'>, items: ItemsMap, t: TFunction): string[] {
  if (number === 1) return [t('chartChange.created')]
  const texts = changes.map((change) => chartChangeText(change, items, t))
  const told = texts.length === 0 ? [t('chartChange.nothing')] : texts
  return [...new Set(message === null ? told : [message, ...texts])]
}

/** One thing that was changed, in words. */
export function chartChangeText(change: ChartChangeTold, items: ItemsMap, t: TFunction): string {
  const quoted = (text: string): string => t('dashboard.history.quoted', { text })
  switch (change.what) {
    case 'field_added':
    case 'field_removed':
    case 'filter_added':
    case 'filter_removed':
    case 'filter_changed': {
      const item = items[change.fieldId ?? '']
      return t(`chartChange.${change.what}`, { name: quoted(item === undefined ? (change.fieldId ?? '') : getItemLabel(item)) })
    }
    case 'own_field_added':
    case 'own_field_removed':
    case 'own_field_changed':
      return t(`chartChange.${change.what}`, { name: quoted(change.name ?? '') })
    case 'explore_changed':
      return t('chartChange.explore_changed', { before: quoted(String(change.before)), after: quoted(String(change.after)) })
    case 'limit_changed':
      return t('chartChange.limit_changed', { before: change.before, after: change.after })
    case 'kind_changed':
      return t('chartChange.kind_changed', { before: quoted(kindName(change.before, t)), after: quoted(kindName(change.after, t)) })
    case 'filters_regrouped':
    case 'sorts_changed':
    case 'comparisons_changed':
    case 'parameters_changed':
    case 'timezone_changed':
    case 'pivot_changed':
    case 'columns_ordered':
    case 'look_changed':
      return t(`chartChange.${change.what}`)
    default:
      return t('chartChange.other')
  }
}

const kinds = ['vertical_bar', 'horizontal_bar', 'line', 'area', 'scatter', 'mixed', 'pie', 'funnel', 'big_number', 'table'] as const

function kindName(kind: string | number | undefined, t: TFunction): string {
  const known = kinds.find((one) => one === kind)
  return known === undefined ? String(kind ?? '') : t(`config.kinds.${known}`)
}
