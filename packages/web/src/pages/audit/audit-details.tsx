import { Button, Code, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/audit.ts'
import { exactTime } from '../../components/relative-time.ts'
import { auditDiff, shownValue, type FieldChange } from './audit-diff.ts'

/** More than this many fields are shown when asked for. */
const shownAtOnce = 20

/** Everything about one line: what changed from what to what, and the rest of where it came from. */
export function AuditDetails({ entry, onTarget }: { entry: AuditEntry; onTarget: (target: AuditEntry['target']) => void }) {
  const { t } = useTranslation()
  const changes = auditDiff(entry.before, entry.after)
  return (
    <Stack gap="xs" pb="sm">
      {entry.reason !== null && <Text size="sm">{t('audit.reason', { reason: entry.reason.replaceAll('_', ' ') })}</Text>}
      {changes.length > 0 && <Changes changes={changes} />}
      {changes.length === 0 && entry.outcome === 'done' && (
        <Text size="sm" c="dimmed">
          {t('audit.noFields')}
        </Text>
      )}
      <Group gap="md">
        <Text size="xs" c="dimmed">
          {exactTime(new Date(entry.at))} · {t('audit.line', { id: entry.id })} · <Code>{entry.operation}</Code>
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {entry.source.userAgent}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {t('audit.hash', { hash: entry.hash })}
      </Text>
      {entry.target.uuid !== '' && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => onTarget(entry.target)}>
            {t('audit.sameTarget')}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? changes : changes.slice(0, shownAtOnce)
  return (
    <div>
      <Table withTableBorder verticalSpacing={4} fz="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">{t('audit.field')}</Table.Th>
            <Table.Th>{t('audit.before')}</Table.Th>
            <Table.Th>{t('audit.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Table.Td style={anywhere}>{path}</Table.Td>
              <Table.Td style={anywhere}>{before === undefined ? <Absent /> : <del>{shownValue(before)}</del>}</Table.Td>
              <Table.Td style={anywhere}>{after === undefined ? <Absent /> : <ins>{shownValue(after)}</ins>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < changes.length && (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => setWhole(true)}>
          {t('audit.moreFields', { count: changes.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

const anywhere = { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', verticalAlign: 'top' } as const

function Absent() {
  return (
    <Text span size="xs" c="dimmed">
      –
    </Text>
  )
}
