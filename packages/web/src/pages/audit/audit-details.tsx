import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/audit.ts'
import { FieldChanges } from '../../components/field-changes.tsx'
import { exactTime } from '../../components/relative-time.ts'
import { auditDiff } from './audit-diff.ts'
import { refusalLabel } from './operation-label.ts'

/** Everything about one line: what changed from what to what, and the rest of where it came from. */
export function AuditDetails({ entry, onTarget }: { entry: AuditEntry; onTarget: (target: AuditEntry['target']) => void }) {
  const { t } = useTranslation()
  const changes = auditDiff(entry.before, entry.after)
  return (
    <Stack gap="xs" pb="sm">
      {entry.reason !== null && <Text size="sm">{t('audit.reason', { reason: refusalLabel(t, entry.reason) })}</Text>}
      {changes.length > 0 && <FieldChanges changes={changes} />}
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
