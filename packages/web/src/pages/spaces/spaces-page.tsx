import { Anchor, Badge, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFolder, IconLock, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spacesQuery } from '../../api/spaces.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { NewSpaceDialog } from '../../components/new-space-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { spaceTree } from '../../space/space-tree.ts'
import { AsOfMenu } from '../../time-travel/as-of-menu.tsx'
import { PastList } from '../../time-travel/past-list.tsx'
import { useAsOf } from '../../time-travel/use-as-of.ts'

/** Spaces the reader may see, with who can see them. `?asOf=` lists what was in them at that moment. */
export function SpacesPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const spaces = useQuery(spacesQuery(projectUuid))
  const [asOf, showAsOf] = useAsOf()
  const [isNew, setNew] = useState(false)
  useCrumbs([{ label: t('spaces.title') }])
  const mayCreate = useMay(projectUuid, 'space.create')
  const begin = mayCreate && (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('spaces.new')}
    </Button>
  )
  const travel = <AsOfMenu asOf={asOf} onPick={showAsOf} />
  if (asOf !== null) {
    return (
      <Page title={t('spaces.title')} description={t('timeTravel.spaces')} actions={travel}>
        <PastList projectUuid={projectUuid} asOf={asOf} onToday={() => showAsOf(null)} />
      </Page>
    )
  }
  return (
    <Page
      title={t('spaces.title')}
      description={t('spaces.description')}
      actions={
        <Group gap="xs">
          {travel}
          <Button size="sm" variant="default" leftSection={<IconTrash size={16} />} component={LinkTo} href={paths.trash(projectUuid)}>
            {t('trash.title')}
          </Button>
          {begin}
        </Group>
      }
    >
      <QueryBoundary
        query={spaces}
        failed={t('spaces.failed')}
        skeleton={
          <Stack>
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={44} />
            ))}
          </Stack>
        }
      >
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={IconFolder} text={t(mayCreate ? 'spaces.empty' : 'spaces.noneShared')} action={begin} />
          ) : (
            <Table highlightOnHover verticalSpacing="sm">
              <Table.Tbody>
                {spaceTree(all).map(({ space: { uuid, name, isPrivate, chartCount, dashboardCount }, depth }) => (
                  <Table.Tr key={uuid}>
                    <Table.Td>
                      <Group gap="xs" wrap="nowrap" style={{ paddingInlineStart: depth * 22 }}>
                        <IconFolder size={18} stroke={1.6} aria-hidden />
                        <Anchor component={LinkTo} href={paths.space(projectUuid, uuid)} fw={550} size="sm">
                          {name}
                        </Anchor>
                        {isPrivate && (
                          <Badge size="sm" variant="light" color="gray" tt="none" leftSection={<IconLock size={11} aria-hidden />} style={{ flex: 'none' }}>
                            {t('spaces.private')}
                          </Badge>
                        )}
                      </Group>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm" c="dimmed" ta="right">
                        {t('spaces.charts', { count: chartCount })} · {t('spaces.dashboards', { count: dashboardCount })}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryBoundary>
      {isNew && <NewSpaceDialog projectUuid={projectUuid} onClose={() => setNew(false)} />}
    </Page>
  )
}
