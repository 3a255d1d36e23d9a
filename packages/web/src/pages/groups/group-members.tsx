import { Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addToGroup, groupMembersQuery, removeFromGroup } from '../../api/groups.ts'
import type { Member } from '../../api/spaces.ts'
import { Card } from '../../components/card.tsx'
import { personName } from '../../components/person-name.ts'
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
    <Card title={t('groups.people')}>
      <QueryBoundary query={members} failed={t('groups.peopleFailed')} skeleton={<Skeleton height={160} aria-busy />}>
        {(all) => <MemberList groupUuid={groupUuid} members={all} attempt={attempt} />}
      </QueryBoundary>
    </Card>
  )
}

function MemberList({ groupUuid, members, attempt }: { groupUuid: string; members: readonly Member[]; attempt: Attempt }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = members.filter((member) => `${personName(member)} ${member.email}`.toLowerCase().includes(wanted))
  return (
    <Stack gap="sm">
      <Group align="end" gap="sm">
        <PersonSelect
          label={t('groups.addPerson')}
          value={null}
          without={new Set(members.map(({ userUuid }) => userUuid))}
          onPick={({ userUuid }) => void attempt(addToGroup(groupUuid, userUuid))}
          style={{ flex: 1, minWidth: 180 }}
        />
        <TextInput
          leftSection={<IconSearch size={16} aria-hidden />}
          aria-label={t('groups.searchPeople')}
          placeholder={t('groups.searchPeople')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 150 }}
        />
      </Group>
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(members.length === 0 ? 'groups.nobody' : 'groups.noPerson')}
        </Text>
      )}
      <Stack gap={2}>
        {found.map((member) => (
          <PersonRow key={member.userUuid} person={member}>
            <RemoveButton label={t('groups.remove', { name: personName(member) })} onClick={() => void attempt(removeFromGroup(groupUuid, member.userUuid))} />
          </PersonRow>
        ))}
      </Stack>
    </Stack>
  )
}
