import { Alert, Button, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupGrantsQuery, groupQuery, groupsQuery, renameGroup, type UserGroup } from '../../api/groups.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { DeleteGroupDialog } from './delete-group-dialog.tsx'
import { GroupMembers } from './group-members.tsx'
import { GroupProjects } from './group-projects.tsx'
import { OtherGrants } from './other-grants.tsx'

/** A group: who is in it, and what they have by it. */
export function GroupPage() {
  const { t } = useTranslation()
  const group = useQuery(groupQuery(useRouteParam('group')))
  const all = { label: t('userGroups.title'), href: paths.groups() }
  const title = group.data?.name ?? t('userGroups.one')
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary query={group} title={title} failed={t('userGroups.oneFailed')} back={all}>
      {(found) => <GroupContent group={found} />}
    </PageBoundary>
  )
}

function GroupContent({ group }: { group: UserGroup }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const grants = useQuery(groupGrantsQuery(group.uuid))
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const close = (): void => setDialog(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey })
  const rename = async ({ name }: { name: string }): Promise<void> => {
    await renameGroup(group.uuid, name)
    await refresh()
    close()
  }
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work
    } catch (error) {
      toastFailed(t('userGroups.changeFailed'), error)
    }
    await refresh()
  }
  return (
    <Page
      title={group.name}
      description={t('userGroups.members', { count: group.memberCount })}
      actions={
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={() => setDialog('rename')}>
            {t('userGroups.rename')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
            {t('userGroups.delete')}
          </Button>
        </Group>
      }
    >
      {group.isScimManaged && (
        <Alert variant="light" color="grape" mb="md" title={t('scim.managed')}>
          {t('scim.managedGroup')}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <GroupMembers groupUuid={group.uuid} attempt={attempt} />
        <QueryBoundary query={grants} failed={t('userGroups.grantsFailed')} skeleton={<Skeleton height={200} />}>
          {(known) => (
            <Stack>
              <GroupProjects groupUuid={group.uuid} grants={known} attempt={attempt} />
              <OtherGrants grants={known} />
            </Stack>
          )}
        </QueryBoundary>
      </SimpleGrid>
      {dialog === 'rename' && (
        <NameDialog
          title={t('userGroups.rename')}
          submit={t('userGroups.rename')}
          failed={t('userGroups.renameFailed')}
          name={group.name}
          onSubmit={rename}
          onClose={close}
        />
      )}
      {dialog === 'delete' && <DeleteGroupDialog group={group} onClose={close} />}
    </Page>
  )
}
