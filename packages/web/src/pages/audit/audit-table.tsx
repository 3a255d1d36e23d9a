import { ActionIcon, Badge, Table, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/audit.ts'
import { Ago } from '../../components/ago.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { AuditDetails } from './audit-details.tsx'
import { operationLabel, targetKindLabel } from './operation-label.ts'

type Props = { entries: readonly AuditEntry[]; onTarget: (target: AuditEntry['target']) => void }

/** One row a line of the log; a row opens to what it changed. */
export function AuditTable({ entries, onTarget }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string): void => setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  return (
    <WideTable minWidth={720}>
      <Table verticalSpacing={6} aria-label={t('audit.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label={t('audit.details')} />
            <Table.Th w={140}>{t('audit.when')}</Table.Th>
            <Table.Th>{t('audit.who')}</Table.Th>
            <Table.Th>{t('audit.what')}</Table.Th>
            <Table.Th>{t('audit.target')}</Table.Th>
            <Table.Th>{t('audit.where')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Fragment key={entry.id}>
              <EntryRow entry={entry} isOpen={open.has(entry.id)} onToggle={() => toggle(entry.id)} />
              {open.has(entry.id) && (
                <Table.Tr>
                  <Table.Td />
                  <Table.Td colSpan={5}>
                    <AuditDetails entry={entry} onTarget={onTarget} />
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function EntryRow({ entry, isOpen, onToggle }: { entry: AuditEntry; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { actor, as, source, target } = entry
  const what = operationLabel(t, entry.operation)
  const Sign = isOpen ? IconChevronDown : IconChevronRight
  return (
    <Table.Tr>
      <Table.Td>
        <ActionIcon onClick={onToggle} aria-expanded={isOpen} aria-label={t('audit.detailsOf', { what, id: entry.id })}>
          <Sign size={16} />
        </ActionIcon>
      </Table.Td>
      <Table.Td>
        <Ago at={entry.at} />
      </Table.Td>
      <Table.Td>
        {actor.uuid === null ? t(actor.kind === 'system' ? 'audit.house' : 'audit.nobody') : (actor.name ?? actor.uuid)}
        {(actor.email !== null || actor.kind === 'service_account') && (
          <Text size="xs" c="dimmed">
            {actor.email ?? t('serviceAccounts.mark')}
          </Text>
        )}
        {as !== null && <Text size="xs">{t('viewAs.as', { name: as.name ?? as.email ?? as.uuid })}</Text>}
      </Table.Td>
      <Table.Td>
        {what}{' '}
        {entry.outcome === 'refused' && (
          <Badge color="red" variant="light" size="sm">
            {t('audit.outcomes.refused')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate maw={260}>
          {target.name ?? target.uuid}
        </Text>
        <Text size="xs" c="dimmed">
          {targetKindLabel(t, target.kind)}
          {entry.project?.name ? ` · ${entry.project.name}` : ''}
        </Text>
      </Table.Td>
      <Table.Td>
        {source.address ?? '–'}
        {source.credential !== null && (
          <Text size="xs" c="dimmed">
            {source.token === null ? t(`audit.credentials.${source.credential}`) : t('audit.byToken', { name: source.token })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
