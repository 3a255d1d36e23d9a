import { readWrittenTable, type CellOf } from '@atrium/documents'
import { Alert, Anchor, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writebackQuery, type Writeback } from '../../../api/writeback.ts'
import { LinkTo } from '../../../components/link-to.tsx'
import { useMay } from '../../../components/use-may.ts'
import { paths } from '../../../shell/paths.ts'
import { useNotebook } from '../notebook-context.ts'
import { ResultField } from './result-field.tsx'
import { TitleField } from './title-field.tsx'

type WritebackCell = CellOf<'writeback'>
type Props = { cell: WritebackCell; onChange: (change: Partial<WritebackCell>) => void }

const tableName = /^[A-Za-z_]\w{0,62}(?:\.[A-Za-z_]\w{0,62}){0,2}$/

/** Which rows are written, and to where. */
export function WritebackForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const { projectUuid } = useNotebook()
  const writeback = useQuery(writebackQuery(projectUuid)).data
  const [table, setTable] = useState({ of: cell.table, value: cell.table })
  if (table.of !== cell.table) setTable({ of: cell.table, value: cell.table })
  const isGood = tableName.test(table.value)
  const problem = !isGood ? 'name' : writeback?.isOn === true ? problemOf(table.value, writeback) : null
  const error = problem === null ? undefined : problem === 'name' ? t('notebookEditor.tableRule') : t(`writeback.${problem}Rule`, { ...writeback })
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
        <TextInput
          size="xs"
          label={t('notebookEditor.table')}
          value={table.value}
          error={error}
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
      {writeback !== undefined && <WhereItGoes projectUuid={projectUuid} writeback={writeback} table={cell.table} />}
    </Stack>
  )
}

/** What the server would say against it. */
function problemOf(table: string, writeback: Writeback): 'name' | 'schema' | 'prefix' | null {
  const read = readWrittenTable(table, writeback)
  return 'problem' in read ? read.problem : null
}

/** Where the rows will be and who can write them; or why nobody can, and who may change that. */
function WhereItGoes({ projectUuid, writeback, table }: { projectUuid: string; writeback: Writeback; table: string }) {
  const { t } = useTranslation()
  const maySwitch = useMay(projectUuid, 'writeback.manage')
  const { isOn, canWrite } = writeback
  if (isOn) {
    const read = readWrittenTable(table, writeback)
    // The field says what is wrong with it.
    if ('problem' in read) return null
    const place = read.schema === null ? read.name : `${read.schema}.${read.name}`
    return (
      <Text size="xs" c="dimmed">
        {t('writeback.goesTo', { table: place })} {t('writeback.whoMay')}
      </Text>
    )
  }
  return (
    <Alert color="gray" variant="light" p="xs">
      {t(canWrite ? 'writeback.off' : 'writeback.cannot')}{' '}
      {canWrite &&
        (maySwitch ? (
          <Anchor component={LinkTo} href={paths.settings(projectUuid)} size="sm">
            {t('writeback.toSettings')}
          </Anchor>
        ) : (
          t('writeback.askAdmin')
        ))}
    </Alert>
  )
}
