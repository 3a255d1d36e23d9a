import { plainValue, tellNote, type CellKind, type OutcomeTable } from '@atrium/documents'
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../../api/app-sessions.ts'
import { MarkdownText } from '../../dashboard/markdown-text.tsx'
import { CsvLink } from './csv-link.tsx'
import { DrawResult } from './draw-result.tsx'
import { Displays } from './displays.tsx'
import { FailureNote } from './failure-note.tsx'
import { TableOutput } from './table-output.tsx'
import { ValueTree } from './value-tree.tsx'
import { WrittenNote } from './written-note.tsx'
import { DrawnOutput } from './drawn-output.tsx'

type Props = {
  sessionUuid: string
  cell: { id: string; kind: CellKind }
  label: string
  outcome: Outcome
  /** Rows of one page of a table. */
  pageSize?: number | undefined
  /** Height of what is drawn, in pixels or as CSS has it. */
  height?: number | string
  /** Goes to a line of what the cell is written in. */
  onLine?: ((line: number) => void) | undefined
}

/** What came of a cell, by its kind: rows, a drawing, a text, what code showed, or why there is nothing. */
export function CellOutput({ sessionUuid, cell, label, outcome, pageSize, height = 340, onLine }: Props) {
  const { t, i18n } = useTranslation()
  if (outcome.isWithheld === true) {
    return (
      <Text size="sm" c="dimmed">
        {t('appSession.withheld')}
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      {outcome.failure !== null && <FailureNote failure={outcome.failure} onLine={onLine} />}
      {outcome.state === 'done' && <Answer {...{ sessionUuid, cell, label, outcome, pageSize, height }} />}
      {outcome.notes.map((note) => (
        <Text key={`${note.reason} ${note.message}`} size="xs" c="dimmed">
          {tellNote(note, i18n.language)}
        </Text>
      ))}
    </Stack>
  )
}

type AnswerProps = Required<Pick<Props, 'sessionUuid' | 'cell' | 'label' | 'outcome' | 'height'>> & Pick<Props, 'pageSize'>

function Answer({ sessionUuid, cell, label, outcome, pageSize, height }: AnswerProps) {
  const answer = answerOf(outcome)
  switch (cell.kind) {
    case 'chart':
    case 'pivot':
    case 'single_value':
      return <DrawnOutput sessionUuid={sessionUuid} cellId={cell.id} answer={answer} label={label} height={height} />
    case 'table':
      return (
        <TableOutput
          sessionUuid={sessionUuid}
          cellId={cell.id}
          answer={answer}
          label={label}
          height={height}
          {...(pageSize === undefined ? {} : { pageSize })}
        />
      )
    case 'sql':
    case 'explore':
    case 'filter':
    case 'input':
    case 'component':
    case 'code':
      return (
        <Stack gap="sm">
          <Displays
            outcome={outcome}
            renderTable={(place) => <TableOutput sessionUuid={sessionUuid} cellId={cell.id} answer={answer} label={label} name={`#${place}`} height={height} />}
          />
          {Object.entries(outcome.tables).map(([name, table]) => (
            <Stack key={name} gap={4}>
              <TableNote sessionUuid={sessionUuid} cellId={cell.id} name={name} table={table} />
              <TableOutput sessionUuid={sessionUuid} cellId={cell.id} answer={answer} label={name} name={name} height={height} />
            </Stack>
          ))}
          {Object.entries(outcome.values).map(([name, value]) => (
            <ValueTree key={name} name={name} value={plainValue(value)} />
          ))}
        </Stack>
      )
    case 'text':
      return <MarkdownText text={outcome.text} />
    case 'writeback':
      return outcome.written === undefined ? null : <WrittenNote written={outcome.written} />
    case 'section':
      return null
  }
}

/** Another text for another answer. */
const answerOf = ({ fingerprint, startedAt }: Outcome): string => `${fingerprint} ${startedAt}`

/** How many rows there are, whether that is all, and all of them to take along. */
function TableNote({
  sessionUuid,
  cellId,
  name,
  table: { columns, rows, truncated, partial },
}: {
  sessionUuid: string
  cellId: string
  name: string
  table: OutcomeTable
}) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" justify="space-between">
      <Text size="xs" c="dimmed" className="numbers">
        {truncated ? t('appSession.firstRows', { count: rows }) : t('results.rows', { count: rows })}
        {partial && ` · ${t('appSession.partial')}`}
      </Text>
      <Group gap="xs" ms="auto">
        {rows > 0 && <DrawResult cellId={cellId} name={name} columns={columns} />}
        <CsvLink sessionUuid={sessionUuid} cellId={cellId} name={name} />
      </Group>
    </Group>
  )
}
