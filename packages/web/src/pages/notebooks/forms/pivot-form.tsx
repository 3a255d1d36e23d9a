import type { CellOf } from '@atrium/documents'
import { Checkbox, Group, NativeSelect, Stack, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useColumnsOf } from '../notebook-context.ts'
import { ColumnField } from './column-field.tsx'
import { ResultField } from './result-field.tsx'
import { RowList } from './row-list.tsx'
import { TitleField } from './title-field.tsx'

type PivotCell = CellOf<'pivot'>
type Props = { cell: PivotCell; onChange: (change: Partial<PivotCell>) => void }

const aggregations = ['sum', 'count', 'avg', 'min', 'max', 'any'] as const

/** Which columns of a result stand at the side and on top of a pivot table, and what is put together in it. */
export function PivotForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const known = useColumnsOf(cell.of)
  const names = known.map(({ name }) => name)
  const next = known.find(({ type }) => type === 'number')?.name ?? names[0]
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
        <TitleField cell={cell} />
      </Group>
      <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
        <TagsInput
          size="xs"
          label={t('notebookEditor.pivotRows')}
          data={names}
          maxTags={10}
          acceptValueOnBlur
          value={cell.rows}
          onChange={(rows) => onChange({ rows })}
        />
        <TagsInput
          size="xs"
          label={t('notebookEditor.pivotColumns')}
          data={names}
          maxTags={10}
          acceptValueOnBlur
          value={cell.columns}
          onChange={(columns) => onChange({ columns })}
        />
      </Group>
      <RowList
        label={t('sqlOutput.values')}
        items={cell.values}
        onChange={(values) => values.length > 0 && onChange({ values })}
        added={cell.values.length >= 20 ? null : { column: next ?? cell.values[0]?.column ?? 'value', aggregation: 'sum' as const }}
        addText={t('sqlOutput.addValue')}
        removeText={({ column }) => t('sqlOutput.removeValue', { name: column })}
        render={(value, change) => (
          <>
            <ColumnField
              showLabel={false}
              label={t('notebooks.column')}
              of={cell.of}
              value={value.column}
              onChange={(column) => column !== '' && change({ ...value, column })}
            />
            <NativeSelect
              size="xs"
              aria-label={t('sqlOutput.aggregation', { name: value.column })}
              value={value.aggregation}
              onChange={(event) => change({ ...value, aggregation: aggregations.find((one) => one === event.currentTarget.value) ?? 'sum' })}
              data={aggregations.map((one) => ({ value: one, label: t(`sqlOutput.aggregations.${one}`) }))}
            />
          </>
        )}
      />
      <Checkbox
        size="xs"
        label={t('notebookEditor.totals')}
        checked={cell.hasTotals === true}
        onChange={(event) => onChange({ hasTotals: event.currentTarget.checked ? true : undefined })}
      />
    </Stack>
  )
}
