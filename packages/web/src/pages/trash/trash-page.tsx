import { Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconChartBar, IconFolder, IconLayoutDashboard, IconNotebook, IconSql, IconTableAlias, IconApi, IconTrash, type Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trashQuery, type TrashedThing } from '../../api/trash.ts'
import { Ago } from '../../components/ago.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useRestore } from '../../components/use-trash.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { WideTable } from '../../components/wide-table.tsx'

const signs: Readonly<Record<TrashedThing['kind'], Icon>> = {
  chart: IconChartBar,
  sql_chart: IconSql,
  dashboard: IconLayoutDashboard,
  space: IconFolder,
  virtual_view: IconTableAlias,
  endpoint: IconApi,
  notebook: IconNotebook,
}

/** What was deleted in a project, and the way back for those who may. */
export function TrashPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const trash = useQuery(trashQuery(projectUuid))
  useCrumbs([{ label: t('spaces.title'), href: paths.spaces(projectUuid) }, { label: t('trash.title') }])
  return (
    <Page title={t('trash.title')} description={t('trash.description')}>
      <QueryBoundary query={trash} failed={t('trash.failed')} skeleton={<Skeleton height={160} />}>
        {(things) => (things.length === 0 ? <EmptyState icon={IconTrash} text={t('trash.empty')} /> : <Things projectUuid={projectUuid} things={things} />)}
      </QueryBoundary>
    </Page>
  )
}

function Things({ projectUuid, things }: { projectUuid: string; things: readonly TrashedThing[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={320}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('trash.name')}</Table.Th>
            <Table.Th>{t('trash.deleted')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('trash.by')}</Table.Th>
            <Table.Th aria-label={t('trash.restore')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {things.map((thing) => (
            <ThingRow key={thing.uuid} projectUuid={projectUuid} thing={thing} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function ThingRow({ projectUuid, thing }: { projectUuid: string; thing: TrashedThing }) {
  const { t } = useTranslation()
  const putBack = useRestore(projectUuid)
  const [busy, setBusy] = useState(false)
  const { kind, name, spaceName, deletedAt, deletedBy, mayRestore } = thing
  const Sign = signs[kind]
  const before = hrefBefore(projectUuid, thing)
  const restore = async (): Promise<void> => {
    setBusy(true)
    try {
      await putBack(thing)
    } catch (error) {
      toastFailed(t('trash.restoreFailed', { name }), error)
      setBusy(false)
    }
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Sign size={18} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
          <div>
            <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
              {before === null ? (
                name
              ) : (
                <Anchor component={LinkTo} href={before} inherit>
                  {name}
                </Anchor>
              )}
            </Text>
            <Text size="xs" c="dimmed">
              {spaceName === null ? t(`trash.kinds.${kind}`) : t('trash.in', { kind: t(`trash.kinds.${kind}`), space: spaceName })}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        <Ago at={deletedAt} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{deletedBy === null ? t('trash.somebodyGone') : `${deletedBy.firstName} ${deletedBy.lastName}`.trim()}</Table.Td>
      <Table.Td ta="right">
        {mayRestore && (
          <Button size="xs" variant="default" loading={busy} aria-label={t('trash.restoreNamed', { name })} onClick={() => void restore()}>
            {t('trash.restore')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** The page of a thing as it was right before it was deleted; null for what has no page of its own. */
function hrefBefore(projectUuid: string, { kind, uuid, deletedAt }: TrashedThing): string | null {
  const asOf = new Date(Date.parse(deletedAt) - 1).toISOString()
  if (kind === 'chart') return paths.chart(projectUuid, uuid, asOf)
  if (kind === 'sql_chart') return paths.sqlChart(projectUuid, uuid, asOf)
  return kind === 'dashboard' ? paths.dashboard(projectUuid, uuid, asOf) : null
}
