import type { CellOf } from '@atrium/documents'
import { Group, SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useColumnsOf, useNotebook } from '../notebook-context.ts'
import { ColumnField } from './column-field.tsx'
import { NameField } from './name-field.tsx'
import { ResultField } from './result-field.tsx'
import { RowList } from './row-list.tsx'
import { RuleFields, type Rule } from './rule-fields.tsx'

type FilterCell = CellOf<'filter'>
type Props = { cell: FilterCell; onChange: (change: Partial<FilterCell>) => void }

/** Which rows of a result pass. */
export function FilterForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  const columns = useColumnsOf(cell.of)
  const typeOf = (column: string) => columns.find(({ name }) => name === column)?.type ?? 'string'
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <NameField name={cell.name} onRename={(name) => actions.rename(cell.id, name)} />
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
      </Group>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'start' }}
        aria-label={t('filters.modeLabel')}
        value={cell.match}
        onChange={(match) => onChange({ match })}
        data={(['all', 'any'] as const).map((value) => ({ value, label: t(value === 'all' ? 'filters.mode.and' : 'filters.mode.or') }))}
      />
      <RowList
        label={t('notebookEditor.rules')}
        items={cell.rules}
        onChange={(rules) => onChange({ rules })}
        added={cell.rules.length >= 100 ? null : { column: columns[0]?.name ?? 'column', operator: 'equals' as const, values: [] }}
        addText={t('filters.add')}
        removeText={({ column }) => t('filters.removeOn', { field: column })}
        render={(rule, change) => (
          <>
            <ColumnField
              showLabel={false}
              label={t('notebooks.column')}
              of={cell.of}
              value={rule.column}
              onChange={(column) => column !== '' && change({ ...rule, column })}
            />
            <RuleFields
              field={rule.column}
              type={typeOf(rule.column)}
              rule={{ operator: rule.operator, values: rule.values, unit: rule.unit }}
              onChange={({ operator, values, unit }: Rule) =>
                change({ column: rule.column, operator, values: [...values], ...(unit === undefined ? {} : { unit }) })
              }
            />
          </>
        )}
      />
    </Stack>
  )
}
