import { type Person, nameOf } from '../../api/members.ts'
import { Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addToGroup, groupMembersQuery, removeFromGroup } from '../../api/groups.ts'
import { Card } from '../../components/card.tsx'
import { PersonRow } from '../../components/person-row.tsx'
import { PersonSelect } from '../../components/person-select.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'

type Attempt = (work: Promise<unknown>) => Promise<void>

/** Everybody in a group: found by name, added, taken out. */
export function GroupMembers({ groupUuid, attempt }: { groupUuid: string; attempt: Attempt }) {
  const { t } = useTranslation()
  const members = useQuery(groupMembersQuery(groupUuid))
  return (
    <Card title={t('userGroups.people')}>
      <QueryBoundary query={members} failed={t('userGroups.peopleFailed')} skeleton={<Skeleton height={160} />}>
        {(all) => <MemberList groupUuid={groupUuid} members={all} attempt={attempt} />}
      </QueryBoundary>
    </Card>
  )
}

function MemberList({ groupUuid, members, attempt }: { groupUuid: string; members: readonly Person[]; attempt: Attempt }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = members.filter((member) => `${nameOf(member)} ${member.email}`.toLowerCase().includes(wanted))
  return (
    <Stack gap="sm">
      <Group align="end" gap="sm">
        <PersonSelect
          label={t('userGroups.addPerson')}
          value={null}
          without={new Set(members.map(({ userUuid }) => userUuid))}
          onPick={({ userUuid }) => void attempt(addToGroup(groupUuid, userUuid))}
          style={{ flex: 1, minWidth: 180 }}
        />
        <TextInput
          leftSection={<IconSearch size={16} aria-hidden />}
          aria-label={t('userGroups.searchPeople')}
          placeholder={t('userGroups.searchPeople')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 150 }}
        />
      </Group>
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(members.length === 0 ? 'userGroups.nobody' : 'userGroups.noPerson')}
        </Text>
      )}
      <Stack gap={2}>
        {found.map((member) => (
          <PersonRow key={member.userUuid} person={member}>
            <RemoveButton label={t('userGroups.remove', { name: nameOf(member) })} onClick={() => void attempt(removeFromGroup(groupUuid, member.userUuid))} />
          </PersonRow>
        ))}
      </Stack>
    </Stack>
  )
}
