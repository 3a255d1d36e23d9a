import { getItemLabel, type ItemsMap } from '@atrium/semantic'
import type { TFunction } from 'i18next'
import type { DashboardVersion, VersionChange } from '../../../api/dashboards.ts'

/** What a version changed, in words; of the first, that it was made. */
export function changeTexts({ number, message, changes }: DashboardVersion, items: ItemsMap, t: TFunction): string[] {
  if (number === 1) return [t('dashboard.history.created')]
  const texts = changes.map((change) => changeText(change, items, t))
  const told = texts.length === 0 ? [t('dashboard.history.nothing')] : texts
  return [...new Set(message === null ? told : [message, ...texts])]
}

/** One thing that was changed, in words. */
export function changeText(change: VersionChange, items: ItemsMap, t: TFunction): string {
  const quoted = (text: string): string => t('dashboard.history.quoted', { text })
  switch (change.what) {
    case 'tile_added':
    case 'tile_removed':
    case 'tile_changed':
      return t(`dashboard.history.${change.what}`, { name: change.name ? quoted(change.name) : t('dashboard.history.aTile') })
    case 'tiles_moved':
      return t('dashboard.history.tiles_moved', { count: change.count ?? 0 })
    case 'filter_added':
    case 'filter_removed':
    case 'filter_changed': {
      const item = items[change.fieldId ?? '']
      const field = item === undefined ? (change.fieldId ?? '') : getItemLabel(item)
      return t(`dashboard.history.${change.what}`, { name: quoted(change.name ? change.name : field) })
    }
    case 'tab_added':
    case 'tab_removed':
      return t(`dashboard.history.${change.what}`, { name: quoted(change.name ?? '') })
    case 'tab_renamed':
      return t('dashboard.history.tab_renamed', { name: quoted(change.name ?? ''), before: quoted(change.before ?? '') })
    case 'tabs_ordered':
      return t('dashboard.history.tabs_ordered')
    case 'parameters_changed':
      return t('dashboard.history.parameters_changed')
    default:
      return t('dashboard.history.other')
  }
}
