import { mostExpectedRows, type EndpointExpectation } from '@atrium/documents'
import { Button, Group, Stack, Switch, TagsInput, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestedAnswer } from '../../../api/endpoint-tests.ts'
import { NumberField } from '../../../components/number-field.tsx'
import { canBeExpected, newExpectation, readRows, rowsText } from './new-expectation.ts'

type Rows = Extract<EndpointExpectation, { kind: 'rows' }>
type Props = { expectation: Rows; answer: TestedAnswer | null; onChange: (expectation: Rows) => void }

/** The rows that an answer has to have: taken from what it answers now, and changed as text. */
export function RowsFields({ expectation, answer, onChange }: Props) {
  const { t } = useTranslation()
  const { columns, rows, inAnyOrder = false, tolerance } = expectation
  const [text, setText] = useState(rowsText(rows))
  const read = readRows(text, columns.length)
  const write = (next: string): void => {
    setText(next)
    const known = readRows(next, columns.length)
    if ('rows' in known) onChange({ ...expectation, rows: known.rows })
  }
  const take = (): void => {
    const taken = newExpectation('rows', answer)
    if (taken.kind !== 'rows') return
    setText(rowsText(taken.rows))
    onChange({ ...expectation, columns: taken.columns, rows: taken.rows })
  }
  return (
    <Stack gap="xs">
      <TagsInput
        size="xs"
        label={t('endpointTests.columns')}
        value={columns}
        onChange={(wanted) => {
          // Values stay under their columns.
          const kept = rows.map((row) => wanted.map((name) => row[columns.indexOf(name)] ?? null))
          setText(rowsText(kept))
          onChange({ ...expectation, columns: wanted, rows: kept })
        }}
        data={answer?.columns.map(({ name }) => name) ?? []}
        acceptValueOnBlur
      />
      <Textarea
        size="xs"
        label={t('endpointTests.rowsLabel')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        error={'wrongLine' in read && t('endpointTests.rowsWrong', { line: read.wrongLine, count: columns.length })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        autosize
        minRows={2}
        maxRows={10}
      />
      <Group gap="sm" align="end">
        <Button size="xs" variant="default" disabled={!canBeExpected(answer)} onClick={take}>
          {t('endpointTests.takeNow')}
        </Button>
        <NumberField
          label={t('endpointTests.tolerance')}
          showLabel
          min={0}
          w={120}
          value={tolerance ?? ''}
          onCommit={(value) => {
            const { tolerance: _, ...others } = expectation
            onChange(value === '' ? others : { ...others, tolerance: value })
          }}
        />
        <Switch
          size="sm"
          label={t('endpointTests.inAnyOrder')}
          checked={inAnyOrder}
          onChange={(event) => onChange({ ...expectation, inAnyOrder: event.currentTarget.checked })}
        />
      </Group>
      {answer !== null && !canBeExpected(answer) && (
        <Text size="xs" c="dimmed">
          {t('endpointTests.takeNote', { count: mostExpectedRows })}
        </Text>
      )}
    </Stack>
  )
}
