import { addressOf, nameOf, type Person } from '../../api/members.ts'
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRole, grantRole, revokeRole, type PersonWithAccess } from '../../api/project-access.ts'
import type { ProjectRole } from '../../api/roles.ts'
import { Card } from '../../components/card.tsx'
import { PersonRow } from '../../components/person-row.tsx'
import { PersonSelect } from '../../components/person-select.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { RoleSelect } from '../../components/role-select.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { SourcesText } from './sources-text.tsx'

type Props = { projectUuid: string; people: readonly PersonWithAccess[]; attempt: (work: Promise<unknown>) => Promise<void> }

/** Everybody who can see a project, with the role that counts; roles of their own are given, changed and taken here. */
export function PeopleWithAccess({ projectUuid, people, attempt }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = people.filter((person) => `${nameOf(person)} ${addressOf(person) ?? t('serviceAccounts.mark')}`.toLowerCase().includes(wanted))
  const programs = people.filter((one) => addressOf(one) === null).length
  return (
    <Card title={t('access.people', { count: people.length - programs })} text={t('access.peopleText')}>
      <Stack gap="sm">
        {programs > 0 && <Text size="sm">{t('access.programs', { count: programs })}</Text>}
        <GiveRole people={people} onGive={({ email }, role) => attempt(grantRole(projectUuid, email, role))} />
        <SearchField label={t('access.search')} value={search} onChange={setSearch} maw={320} />
        {found.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('access.noMatch')}
          </Text>
        )}
        <Stack gap={4}>
          {found.map((person) => (
            <AccessRow key={person.userUuid} projectUuid={projectUuid} person={person} attempt={attempt} />
          ))}
        </Stack>
      </Stack>
    </Card>
  )
}

type RowProps = { projectUuid: string; person: PersonWithAccess; attempt: (work: Promise<unknown>) => Promise<void> }

function AccessRow({ projectUuid, person, attempt }: RowProps) {
  const { t } = useTranslation()
  const name = nameOf(person)
  const own = person.sources.find((source) => source.from === 'project')
  return (
    <PersonRow person={person} note={<SourcesText sources={person.sources} role={person.role} />}>
      {addressOf(person) === null && <Mark text={t('serviceAccounts.mark')} />}
      {!person.isActive && <Mark text={t('access.inactive')} />}
      {own === undefined ? (
        <Text size="sm">{t(`roles.${person.role}`)}</Text>
      ) : (
        <>
          <RoleSelect
            label={t('access.ownRole', { name })}
            value={own.role}
            onChange={(role) => void attempt(changeRole(projectUuid, person.userUuid, role))}
          />
          <RemoveButton label={t('access.revoke', { name })} onClick={() => void attempt(revokeRole(projectUuid, person.userUuid))} />
        </>
      )}
    </PersonRow>
  )
}

function Mark({ text }: { text: string }) {
  return (
    <Badge size="sm" variant="light" color="gray" tt="none">
      {text}
    </Badge>
  )
}

function GiveRole({ people, onGive }: { people: readonly PersonWithAccess[]; onGive: (person: Person, role: ProjectRole) => Promise<void> }) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<Person | null>(null)
  const [role, setRole] = useState<ProjectRole>('viewer')
  const haveOwn = new Set(people.filter(({ sources }) => sources.some(({ from }) => from === 'project')).map(({ userUuid }) => userUuid))
  const give = async (): Promise<void> => {
    if (person === null) return
    await onGive(person, role)
    setPerson(null)
  }
  return (
    <Group align="end" gap="xs">
      <PersonSelect
        size="xs"
        label={t('access.givePerson')}
        value={person?.userUuid ?? null}
        without={haveOwn}
        onPick={setPerson}
        style={{ flex: '1 1 220px' }}
        maw={380}
      />
      <RoleSelect label={t('access.newRole')} value={role} onChange={setRole} />
      <Button size="xs" disabled={person === null} onClick={() => void give()}>
        {t('access.give')}
      </Button>
    </Group>
  )
}
