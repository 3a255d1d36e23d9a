import { Menu, Text } from '@mantine/core'
import { cellText } from '@atrium/documents'
import { getItemLabel } from '@atrium/semantic'
import { IconArrowsDiff, IconCopy, IconFilter, IconFilterOff, IconList } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import type { ResultRow } from '../../../api/results.ts'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone } from '../../../components/toast.ts'
import { equalsRule, underlyingQuery } from '../../../explore/underlying-query.ts'
import { comparisonOfColumn } from '../../../explore/comparisons.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { useExplore } from '../explore-context.ts'
import { useCompare } from '../use-compare.ts'
import { filterKindOf } from '../use-add-filter.ts'

/** What one can do with a value: see its rows, keep only it, leave it out, copy it. */
export function CellMenu({ row, fieldId }: { row: ResultRow; fieldId: string }) {
  const { t } = useTranslation()
  const { explore, items, query, addFilter, openDialog } = useExplore()
  const value = row[fieldId]?.value
  const item = items[fieldId]
  const label = item === undefined ? fieldId : getItemLabel(item)
  const kind = filterKindOf(item)
  const compare = useCompare()
  const locale = useNumberLocale()
  const shown = value === undefined ? '' : cellText({ fields: items, locale }, fieldId, value)
  const [base] = compare.bases
  const compared = comparisonOfColumn(query, fieldId)
  const underlying = (): void =>
    openDialog({
      dialog: 'underlying',
      title: `${label}: ${shown}`,
      query: underlyingQuery({ explore, query, items, row, fieldId, newId: newUuid }),
    })
  const copy = async (): Promise<void> => {
    const text = value?.raw === null || value?.raw === undefined ? '' : shown
    if (await copyText(text)) toastDone(t('grid.valueCopied'))
  }
  const { id: _, ...isThis } = equalsRule('', fieldId, value?.raw)
  const isNotThis = { ...isThis, operator: isThis.operator === 'isNull' ? ('notNull' as const) : ('notEquals' as const) }
  return (
    <>
      <Menu.Label>
        <Text span size="xs" truncate maw={260} display="block">
          {label}: {shown}
        </Text>
      </Menu.Label>
      {kind !== 'tableCalculations' && compared === undefined && (
        <Menu.Item leftSection={<IconList size={15} />} onClick={underlying}>
          {t('grid.underlying')}
        </Menu.Item>
      )}
      {kind === 'metrics' && base !== undefined && !compare.isOn({ fieldId: base.fieldId, to: 'previous_year' }) && (
        <Menu.Item leftSection={<IconArrowsDiff size={15} />} onClick={() => compare.toggle({ fieldId: base.fieldId, to: 'previous_year' })}>
          {t('compare.withPreviousYear')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconFilter size={15} />} onClick={() => addFilter(fieldId, isThis)}>
        {t('grid.filterToThis')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFilterOff size={15} />} onClick={() => addFilter(fieldId, isNotThis)}>
        {t('grid.exclude')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
        {t('grid.copyValue')}
      </Menu.Item>
    </>
  )
}
