import { Badge, Button, Group, List, Skeleton, Table, Tabs, Text } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { compiledSqlQuery } from '../../../api/explores.ts'
import type { Receipt } from '../../../api/results.ts'
import { Code } from '../../../components/code.tsx'
import { copyText } from '../../../components/copy-text.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { exactTime } from '../../../components/relative-time.ts'
import { toastDone } from '../../../components/toast.ts'
import { hasFields } from '../../../explore/explore-state.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { CollapsibleCard } from '../collapsible-card.tsx'
import { useExplore } from '../explore-context.ts'
import { useFormattedSql } from './use-formatted-sql.ts'

/** The SQL of the question, why its numbers are right, and how they came to be. */
export function SqlCard({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { projectUuid, state, query, results } = useExplore()
  const canAsk = hasFields(state)
  const compiled = useQuery({ ...compiledSqlQuery(projectUuid, query, queryKeyOf(query)), enabled: open && canAsk })
  const sql = useFormattedSql(compiled.data)
  const receipt = results.isOutdated ? undefined : results.data?.receipt
  const copy = async (): Promise<void> => {
    if (await copyText(sql)) toastDone(t('sql.copied'))
  }
  return (
    <CollapsibleCard
      name="sql"
      title={t('sql.title')}
      open={open}
      onToggle={onToggle}
      actions={
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconCopy size={14} />} disabled={sql === ''} onClick={() => void copy()}>
          {t('sql.copy')}
        </Button>
      }
    >
      {canAsk ? (
        <Tabs defaultValue="compiled" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="compiled">{t('sql.compiled')}</Tabs.Tab>
            <Tabs.Tab value="proof">{t('sql.proof')}</Tabs.Tab>
            <Tabs.Tab value="receipt">{t('sql.receipt')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="compiled" p="xs">
            {compiled.isError ? (
              <ErrorPanel title={t('sql.failed')} error={compiled.error} onRetry={() => void compiled.refetch()} />
            ) : compiled.data === undefined ? (
              <Skeleton height={120} />
            ) : (
              <Code label={t('sql.compiled')} value={sql} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="proof" p="md">
            <ProofView receipt={receipt} />
          </Tabs.Panel>
          <Tabs.Panel value="receipt" p="md">
            <ReceiptView receipt={receipt} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <EmptyState icon={IconCopy} text={t('results.pickFields')} compact />
      )}
    </CollapsibleCard>
  )
}

function ProofView({ receipt }: { receipt: Receipt | undefined }) {
  const { t } = useTranslation()
  if (receipt === undefined) return <Text size="sm">{t('sql.runFirst')}</Text>
  const isSafe = receipt.proof.status === 'safe'
  const Sign = isSafe ? IconShieldCheck : IconAlertTriangle
  return (
    <>
      <Group gap="xs" mb="xs">
        <Sign size={18} color={isSafe ? 'var(--atrium-calculation)' : 'var(--atrium-metric)'} aria-hidden />
        <Text size="sm" fw={600}>
          {t(isSafe ? 'sql.safe' : 'sql.unproven')}
        </Text>
      </Group>
      <List size="sm" spacing={4}>
        {receipt.proof.lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </>
  )
}

function ReceiptView({ receipt }: { receipt: Receipt | undefined }) {
  const { t } = useTranslation()
  if (receipt === undefined) return <Text size="sm">{t('sql.runFirst')}</Text>
  const rows: [string, string][] = [
    [t('sql.queryHash'), receipt.queryHash],
    [t('sql.modelRevision'), receipt.modelRevision],
    [t('sql.dataAsOf'), exactTime(new Date(receipt.dataAsOf))],
    [t('sql.rows'), `${receipt.rowCount}${receipt.truncated ? ` (${t('sql.truncated')})` : ''}`],
    [t('sql.duration'), `${Math.round(receipt.durationMs)} ms (${t('sql.engine', { ms: Math.round(receipt.engineMs) })})`],
    [t('sql.policies'), receipt.policiesApplied.length === 0 ? t('sql.none') : receipt.policiesApplied.join(', ')],
  ]
  return (
    <>
      <Badge variant="light" mb="xs" color={receipt.cache === 'hit' ? 'gray' : 'green'} tt="none">
        {t(`sql.cache.${receipt.cache}`)}
      </Badge>
      <Table layout="auto" variant="vertical">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={160}>{name}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
