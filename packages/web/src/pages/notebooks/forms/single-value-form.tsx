import type { CellOf } from '@atrium/documents'
import { Group, NativeSelect, NumberInput, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { ColumnField } from './column-field.tsx'
import { ResultField } from './result-field.tsx'
import { TitleField } from './title-field.tsx'

type ValueCell = CellOf<'single_value'>
type Comparison = NonNullable<ValueCell['comparison']>
type Props = { cell: ValueCell; onChange: (change: Partial<ValueCell>) => void }

const kinds = ['value', 'change', 'percent'] as const

/** Which value of which row is shown, and what it is compared with. */
export function SingleValueForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const { comparison } = cell
  const compare = (change: Partial<Comparison>): void => {
    if (comparison !== undefined) onChange({ comparison: { ...comparison, ...change } })
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
        <ColumnField label={t('notebooks.column')} of={cell.of} value={cell.column} onChange={(column) => column !== '' && onChange({ column })} />
        <RowField value={cell.row} onChange={(row) => onChange({ row })} />
        <TitleField cell={cell} />
        <TextField
          label={t('notebookEditor.columnFormat')}
          placeholder="#,##0.00"
          value={cell.format ?? ''}
          onCommit={(format) => onChange({ format: format === '' ? undefined : format.slice(0, 200) })}
        />
      </Group>
      <Switch
        size="xs"
        label={t('notebookEditor.compare')}
        checked={comparison !== undefined}
        onChange={(event) => onChange({ comparison: event.currentTarget.checked ? { column: cell.column, row: 1, as: 'percent' } : undefined })}
      />
      {comparison !== undefined && (
        <Group gap="xs" align="flex-start">
          <ResultField
            label={t('notebookEditor.compareResult')}
            value={comparison.of ?? cell.of}
            onChange={(of) => compare({ of: of === cell.of ? undefined : of })}
          />
          <ColumnField
            label={t('notebookEditor.compareColumn')}
            of={comparison.of ?? cell.of}
            value={comparison.column}
            onChange={(column) => column !== '' && compare({ column })}
          />
          <RowField value={comparison.row} onChange={(row) => compare({ row })} />
          <NativeSelect
            size="xs"
            label={t('notebookEditor.compareAs')}
            value={comparison.as}
            onChange={(event) => compare({ as: kinds.find((kind) => kind === event.currentTarget.value) ?? 'percent' })}
            data={kinds.map((value) => ({ value, label: t(`notebookEditor.comparisons.${value}`) }))}
          />
          <TextField
            label={t('notebooks.label')}
            value={comparison.label ?? ''}
            onCommit={(label) => compare({ label: label === '' ? undefined : label.slice(0, 200) })}
          />
        </Group>
      )}
    </Stack>
  )
}

/** Which row: counted from 1 as people do, from the end with a minus. */
function RowField({ value, onChange }: { value: number | undefined; onChange: (row: number | undefined) => void }) {
  const { t } = useTranslation()
  const shown = value === undefined || value >= 0 ? (value ?? 0) + 1 : value
  return (
    <NumberInput
      size="xs"
      w={110}
      label={t('notebookEditor.row')}
      description={t('notebookEditor.rowHint')}
      value={shown}
      allowDecimal={false}
      onChange={(typed) => typeof typed === 'number' && typed !== 0 && onChange(typed === 1 ? undefined : typed > 0 ? typed - 1 : typed)}
    />
  )
}
