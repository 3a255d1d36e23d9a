import { Button, Menu, Skeleton, Stack } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { auditExportUrl, auditQuery } from '../../api/audit.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { Page } from '../../components/page.tsx'
import { startDownload } from '../../components/start-download.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import { toAuditQuery, useAuditFilter } from './use-audit-filter.ts'

/** Who did what, when, from where, and what was refused: for administrators of the organization. */
export function AuditPage() {
  const { t } = useTranslation()
  const [filter] = useAuditFilter()
  useCrumbs([{ label: t('audit.title') }])
  const wanted = toAuditQuery(filter)
  return (
    <Page
      title={t('audit.title')}
      description={t('audit.description')}
      actions={<ExportMenu onExport={(format) => startDownload(auditExportUrl(wanted, format))} />}
    >
      <AuditLog />
    </Page>
  )
}

function ExportMenu({ onExport }: { onExport: (format: 'csv' | 'ndjson') => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('audit.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onExport('csv')}>{t('audit.csv')}</Menu.Item>
        <Menu.Item onClick={() => onExport('ndjson')}>{t('audit.ndjson')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function AuditLog() {
  const { t } = useTranslation()
  const [filter, setFilter] = useAuditFilter()
  const log = useInfiniteQuery(auditQuery(toAuditQuery(filter)))
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <>
      <AuditFilters filter={filter} onChange={setFilter} />
      {log.isError && <ErrorPanel title={t('audit.failed')} error={log.error} onRetry={() => void log.refetch()} />}
      {log.isPending && <Skeleton height={320} />}
      {log.isSuccess && entries.length === 0 && <EmptyState icon={IconHistory} text={t('audit.nothing')} />}
      {entries.length > 0 && (
        <Stack gap="sm">
          <AuditTable entries={entries} onTarget={({ kind, uuid }) => setFilter({ kind, target: uuid })} />
          {log.hasNextPage && (
            <Button variant="default" mx="auto" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('audit.older')}
            </Button>
          )}
        </Stack>
      )}
    </>
  )
}
