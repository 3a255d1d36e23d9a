import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createGroup, groupsQuery, type UserGroup } from '../../api/groups.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { ScimMark } from '../../components/scim-mark.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useGo } from '../../components/use-go.ts'
import { useOwnAbilities } from '../../components/use-own-abilities.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'

/** Groups of the organization, found by name. */
export function GroupsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const groups = useQuery(groupsQuery)
  const mayChange = useOwnAbilities().includes('group.update')
  const [isNew, setNew] = useState(false)
  useCrumbs([{ label: t('userGroups.title') }])
  const create = async ({ name }: { name: string }): Promise<void> => {
    const { uuid } = await createGroup(name)
    await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey })
    go(paths.group(uuid))
  }
  const begin = mayChange ? (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('userGroups.new')}
    </Button>
  ) : null
  return (
    <Page title={t('userGroups.title')} description={t('userGroups.description')} actions={begin}>
      <QueryBoundary query={groups} failed={t('userGroups.failed')} skeleton={<Skeleton height={200} />}>
        {(all) => (all.length === 0 ? <EmptyState icon={IconUsersGroup} text={t('userGroups.empty')} action={begin} /> : <GroupTable groups={all} />)}
      </QueryBoundary>
      {isNew && (
        <NameDialog
          title={t('userGroups.new')}
          submit={t('userGroups.create')}
          failed={t('userGroups.createFailed')}
          onSubmit={create}
          onClose={() => setNew(false)}
        />
      )}
    </Page>
  )
}

function GroupTable({ groups }: { groups: readonly UserGroup[] }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = groups.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <>
      <SearchField label={t('userGroups.search')} value={search} onChange={setSearch} maw={320} mb="sm" />
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('userGroups.noMatch')}
        </Text>
      ) : (
        <Table highlightOnHover verticalSpacing="sm">
          <Table.Tbody>
            {found.map(({ uuid, name, memberCount, isScimManaged }) => (
              <Table.Tr key={uuid}>
                <Table.Td>
                  <Anchor component={LinkTo} href={paths.group(uuid)} fw={550} size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {name}
                  </Anchor>{' '}
                  {isScimManaged && <ScimMark of="managedGroup" />}
                </Table.Td>
                <Table.Td ta="right">
                  <Text size="sm" c="dimmed" className="numbers">
                    {t('userGroups.members', { count: memberCount })}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
