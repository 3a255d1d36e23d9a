import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowsDiff,
  IconArrowUp,
  IconCheck,
  IconEyeOff,
  IconFilter,
  IconLayoutColumns,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GridColumn } from '../../../components/results-grid/grid-types.ts'
import { comparisonOfColumn } from '../../../explore/comparisons.ts'
import { useExplore } from '../explore-context.ts'
import { useCompare } from '../use-compare.ts'
import { filterKindOf } from '../use-add-filter.ts'

/** What one can do with a column: sort, filter, pivot, move, hide, remove. */
export function ColumnMenu({ column, columns, onHide }: { column: GridColumn; columns: readonly string[]; onHide: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit, editAndRun, addFilter, openDialog } = useExplore()
  const { id } = column
  const index = columns.indexOf(id)
  const kind = filterKindOf(items[id])
  const compare = useCompare()
  const [base] = compare.bases
  const compared = comparisonOfColumn(state.metricQuery, id)
  const isPivot = state.pivotColumns.includes(id)
  const sort = (descending: boolean): void => editAndRun({ type: 'set-sorts', sorts: [{ fieldId: id, descending }] })
  return (
    <>
      <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => sort(false)}>
        {t('grid.ascending')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => sort(true)}>
        {t('grid.descending')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconFilter size={15} />} onClick={() => addFilter(id)}>
        {t('fields.filter')}
      </Menu.Item>
      {kind === 'dimensions' && (
        <Menu.Item
          leftSection={<IconLayoutColumns size={15} />}
          onClick={() => edit({ type: 'set-pivot', fieldIds: isPivot ? state.pivotColumns.filter((other) => other !== id) : [...state.pivotColumns, id] })}
        >
          {t(isPivot ? 'grid.unpivot' : 'grid.pivot')}
        </Menu.Item>
      )}
      {kind === 'metrics' && compared === undefined && base !== undefined && (
        <>
          {(['previous_period', 'previous_year'] as const).map((to) => (
            <Menu.Item
              key={to}
              role="menuitemcheckbox"
              aria-checked={compare.isOn({ fieldId: base.fieldId, to })}
              leftSection={compare.isOn({ fieldId: base.fieldId, to }) ? <IconCheck size={15} /> : <IconArrowsDiff size={15} />}
              onClick={() => compare.toggle({ fieldId: base.fieldId, to })}
            >
              {t(to === 'previous_year' ? 'compare.withPreviousYear' : 'compare.withPreviousPeriod')}
            </Menu.Item>
          ))}
        </>
      )}
      {kind === 'tableCalculations' && (
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => openDialog({ dialog: 'calculation', name: id })}>
          {t('fields.edit')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowLeft size={15} />}
        disabled={index <= 0}
        onClick={() => edit({ type: 'move-column', fieldId: id, before: columns[index - 1] ?? null })}
      >
        {t('grid.moveLeft')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={15} />}
        disabled={index >= columns.length - 1}
        onClick={() => edit({ type: 'move-column', fieldId: id, before: columns[index + 2] ?? null })}
      >
        {t('grid.moveRight')}
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff size={15} />} disabled={columns.length < 2} onClick={onHide}>
        {t('grid.hide')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => edit({ type: 'remove-field', fieldId: id })}>
        {t(compared === undefined ? 'grid.remove' : 'compare.removeThis')}
      </Menu.Item>
    </>
  )
}
