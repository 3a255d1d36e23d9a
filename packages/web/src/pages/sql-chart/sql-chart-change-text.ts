import type { TFunction } from 'i18next'
import type { SqlChartChangeTold, SqlChartVersion } from '../../api/sql-charts.ts'

/** What a version of a SQL chart changed, in words; of the first, that it was made. */
export function sqlChartChangeTexts({ number, message, changes }: Pick<SqlChartVersion, 'number' | 'message' | 'changes'>, t: TFunction): string[] {
  if (number === 1) return [t('chartChange.created')]
  const texts = changes.map((change) => sqlChartChangeText(change, t))
  const told = texts.length === 0 ? [t('chartChange.nothing')] : texts
  return [...new Set(message === null ? told : [message, ...texts])]
}

/** One thing that was changed, in words. */
export function sqlChartChangeText({ what, before, after }: SqlChartChangeTold, t: TFunction): string {
  const quoted = (kind: string | number | undefined): string => t('dashboard.history.quoted', { text: kindName(kind, t) })
  switch (what) {
    case 'sql_changed':
      return t('sqlChart.sqlChanged')
    case 'limit_changed':
      return t('chartChange.limit_changed', { before, after })
    case 'kind_changed':
      return t('chartChange.kind_changed', { before: quoted(before), after: quoted(after) })
    case 'look_changed':
      return t('chartChange.look_changed')
    default:
      return t('chartChange.other')
  }
}

const kinds = ['vertical_bar', 'line', 'pie', 'table'] as const

function kindName(kind: string | number | undefined, t: TFunction): string {
  const known = kinds.find((one) => one === kind)
  return known === undefined ? String(kind ?? '') : t(`sqlOutput.types.${known}`)
}
