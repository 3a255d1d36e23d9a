import { Anchor, Badge, Button, Checkbox, Group, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconFolder, IconLock, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createSpace, spacesQuery } from '../../api/spaces.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'

/** Spaces the reader may see, with who can see them. */
export function SpacesPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const projectUuid = useProjectUuid()
  const spaces = useQuery(spacesQuery(projectUuid))
  const [isNew, setNew] = useState(false)
  const [isPrivate, setPrivate] = useState(true)
  useCrumbs([{ label: t('spaces.title') }])
  const create = async ({ name }: { name: string }): Promise<void> => {
    const { uuid } = await createSpace(projectUuid, { name, isPrivate })
    await queryClient.invalidateQueries({ queryKey: ['spaces', projectUuid] })
    go(paths.space(projectUuid, uuid))
  }
  const begin = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('spaces.new')}
    </Button>
  )
  return (
    <Page title={t('spaces.title')} description={t('spaces.description')} actions={begin}>
      <QueryBoundary
        query={spaces}
        failed={t('spaces.failed')}
        skeleton={
          <Stack aria-busy>
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={44} />
            ))}
          </Stack>
        }
      >
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={IconFolder} text={t('spaces.empty')} action={begin} />
          ) : (
            <Table highlightOnHover verticalSpacing="sm">
              <Table.Tbody>
                {all.map(({ uuid, name, isPrivate: closed, chartCount, dashboardCount }) => (
                  <Table.Tr key={uuid}>
                    <Table.Td>
                      <Group gap="xs" wrap="nowrap">
                        <IconFolder size={18} stroke={1.6} aria-hidden />
                        <Anchor component={LinkTo} href={paths.space(projectUuid, uuid)} fw={550} size="sm">
                          {name}
                        </Anchor>
                        {closed && (
                          <Badge size="sm" variant="light" color="gray" tt="none" leftSection={<IconLock size={11} aria-hidden />}>
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
      {isNew && (
        <NameDialog title={t('spaces.new')} submit={t('spaces.create')} failed={t('spaces.createFailed')} onSubmit={create} onClose={() => setNew(false)}>
          <Checkbox label={t('spaces.privateLabel')} checked={isPrivate} onChange={(event) => setPrivate(event.currentTarget.checked)} />
        </NameDialog>
      )}
    </Page>
  )
}
