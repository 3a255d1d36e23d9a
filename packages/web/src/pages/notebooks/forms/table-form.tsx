import type { CellOf } from '@atrium/documents'
import { Checkbox, Group, NumberInput, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { WideTable } from '../../../components/wide-table.tsx'
import { useColumnsOf } from '../notebook-context.ts'
import { ResultField } from './result-field.tsx'
import { SortsField } from './sorts-field.tsx'
import { TitleField } from './title-field.tsx'

type TableCell = CellOf<'table'>
type Columns = NonNullable<TableCell['columns']>
type Props = { cell: TableCell; onChange: (change: Partial<TableCell>) => void }

/** Which rows and columns of a result are shown, and how they are written. */
export function TableForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const known = useColumnsOf(cell.of)
  const names = [...new Set([...known.map(({ name }) => name), ...Object.keys(cell.columns ?? {})])]
  const set = (name: string, change: Columns[string]): void => {
    const { visible, label, format } = { ...cell.columns?.[name], ...change }
    // What is as it would be anyhow is not written down.
    const kept = {
      ...(visible === false ? { visible } : {}),
      ...(label === undefined || label === '' ? {} : { label }),
      ...(format === undefined || format === '' ? {} : { format }),
    }
    const { [name]: _, ...rest } = cell.columns ?? {}
    const columns: Columns = Object.keys(kept).length === 0 ? rest : { ...rest, [name]: kept }
    onChange({ columns: Object.keys(columns).length === 0 ? undefined : columns })
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
        <TitleField cell={cell} />
        <NumberInput
          size="xs"
          w={140}
          label={t('notebookEditor.pageSize')}
          value={cell.pageSize ?? ''}
          min={1}
          max={1000}
          allowDecimal={false}
          onChange={(typed) => onChange({ pageSize: typeof typed === 'number' && typed >= 1 ? Math.min(1000, typed) : undefined })}
        />
      </Group>
      <SortsField of={cell.of} sorts={cell.sorts ?? []} onChange={(sorts) => onChange({ sorts: sorts.length === 0 ? undefined : sorts })} first={names[0]} />
      {names.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('notebookEditor.columnsAfterRun', { of: cell.of })}
        </Text>
      ) : (
        <WideTable minWidth={440}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('notebooks.column')}</Table.Th>
                <Table.Th>{t('notebookEditor.columnLabel')}</Table.Th>
                <Table.Th>{t('notebookEditor.columnFormat')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {names.map((name) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      label={name}
                      checked={cell.columns?.[name]?.visible !== false}
                      onChange={(event) => set(name, { visible: event.currentTarget.checked })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <TextField
                      showLabel={false}
                      label={t('notebookEditor.labelOf', { column: name })}
                      placeholder={name}
                      value={cell.columns?.[name]?.label ?? ''}
                      onCommit={(label) => set(name, { label: label.slice(0, 500) })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <TextField
                      showLabel={false}
                      label={t('notebookEditor.formatOf', { column: name })}
                      placeholder="#,##0.00"
                      value={cell.columns?.[name]?.format ?? ''}
                      onCommit={(format) => set(name, { format: format.slice(0, 200) })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Stack>
  )
}
