import { Alert, Code, List, Stack, Text } from '@mantine/core'
import { diffLines } from '@atrium/documents'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ContentChange, PushOutcome } from '../api/content-files.ts'
import { ContentChanges } from '../components/content-changes.tsx'
import { LineDifference } from '../components/difference/code-difference.tsx'

/** What pushing would change, with what to know about it; or, where something is wrong, all of that with its places. */
export function PushPlan({ plan: { changes, problems, notes } }: { plan: PushOutcome }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      {problems.length > 0 && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />} title={t('contentFiles.problems', { count: problems.length })}>
          <Places problems={problems} />
        </Alert>
      )}
      {notes.length > 0 && (
        <Alert color="blue" variant="light" icon={<IconInfoCircle size={20} />} title={t('contentFiles.notes')}>
          <Places problems={notes} />
        </Alert>
      )}
      {problems.length === 0 && <ContentChanges changes={changes.map((change) => ({ ...change, details: <Lines change={change} /> }))} />}
    </Stack>
  )
}

const Places = ({ problems }: { problems: PushOutcome['problems'] }) => (
  <List size="sm" spacing={6} listStyleType="none">
    {problems.map(({ file, line, column, message, hint }, place) => (
      <List.Item key={place}>
        {file !== '' && (
          <Code>
            {file}:{line}:{column}
          </Code>
        )}{' '}
        {message}
        {hint !== '' && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
      </List.Item>
    ))}
  </List>
)

const Lines = ({ change: { before, after } }: { change: ContentChange }) => <LineDifference compared={diffLines(linesOf(before), linesOf(after))} />

const linesOf = (text: string | null): string[] => (text === null ? [] : text.trimEnd().split('\n'))
