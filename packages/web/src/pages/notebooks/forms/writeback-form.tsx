import type { CellOf } from '@atrium/documents'
import { Alert, Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ResultField } from './result-field.tsx'
import { TitleField } from './title-field.tsx'

type WritebackCell = CellOf<'writeback'>
type Props = { cell: WritebackCell; onChange: (change: Partial<WritebackCell>) => void }

const tableName = /^[A-Za-z_]\w{0,62}(?:\.[A-Za-z_]\w{0,62}){0,2}$/

/** Which rows are written, and to where. */
export function WritebackForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const [table, setTable] = useState({ of: cell.table, value: cell.table })
  if (table.of !== cell.table) setTable({ of: cell.table, value: cell.table })
  const isGood = tableName.test(table.value)
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
        <TextInput
          size="xs"
          label={t('notebookEditor.table')}
          value={table.value}
          error={isGood ? undefined : t('notebookEditor.tableRule')}
          onChange={(event) => setTable({ of: cell.table, value: event.currentTarget.value })}
          onBlur={() => isGood && table.value !== cell.table && onChange({ table: table.value })}
        />
        <TitleField cell={cell} />
      </Group>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'start' }}
        aria-label={t('notebookEditor.writeMode')}
        value={cell.mode}
        onChange={(mode) => onChange({ mode })}
        data={(['append', 'replace'] as const).map((value) => ({ value, label: t(`notebookEditor.modes.${value}`) }))}
      />
      {cell.mode === 'replace' && (
        <Alert color="orange" variant="light" p="xs">
          {t('notebookEditor.replaceNote', { table: cell.table })}
        </Alert>
      )}
    </Stack>
  )
}
