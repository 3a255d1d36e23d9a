import { membersQuery, nameOf } from '../../api/members.ts'
import { Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AttributeDraft } from '../../api/attributes.ts'
import { groupsQuery } from '../../api/groups.ts'
import { PersonSelect } from '../../components/person-select.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'

type PersonProps = { values: AttributeDraft['users']; onChange: (values: AttributeDraft['users']) => void }

/** Values of people, one each. */
export function PersonValues({ values, onChange }: PersonProps) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery).data ?? []
  const nameFor = (userUuid: string): string => {
    const person = members.find((each) => each.userUuid === userUuid)
    return person === undefined ? '…' : nameOf(person)
  }
  return (
    <Fieldset legend={t('attributes.forPeople')}>
      <Stack gap="xs">
        {values.map(({ userUuid, value }, place) => (
          <ValueRow
            key={userUuid}
            name={nameFor(userUuid)}
            value={value}
            onChange={(next) => onChange(values.with(place, { userUuid, value: next }))}
            onRemove={() => onChange(values.toSpliced(place, 1))}
          />
        ))}
        <PersonSelect
          label={t('userGroups.addPerson')}
          value={null}
          without={new Set(values.map(({ userUuid }) => userUuid))}
          onPick={({ userUuid }) => onChange([...values, { userUuid, value: '' }])}
        />
      </Stack>
    </Fieldset>
  )
}

type GroupProps = { values: AttributeDraft['groups']; onChange: (values: AttributeDraft['groups']) => void }

/** Values of groups, one each: all their members have it. */
export function GroupValues({ values, onChange }: GroupProps) {
  const { t } = useTranslation()
  const groups = useQuery(groupsQuery).data ?? []
  const given = new Set(values.map(({ groupUuid }) => groupUuid))
  return (
    <Fieldset legend={t('attributes.forGroups')}>
      <Stack gap="xs">
        {values.map(({ groupUuid, value }, place) => (
          <ValueRow
            key={groupUuid}
            name={groups.find(({ uuid }) => uuid === groupUuid)?.name ?? '…'}
            value={value}
            onChange={(next) => onChange(values.with(place, { groupUuid, value: next }))}
            onRemove={() => onChange(values.toSpliced(place, 1))}
          />
        ))}
        <Select
          label={t('attributes.addGroup')}
          data={groups.filter(({ uuid }) => !given.has(uuid)).map(({ uuid, name }) => ({ value: uuid, label: name }))}
          value={null}
          searchable
          onChange={(groupUuid) => {
            if (groupUuid !== null) onChange([...values, { groupUuid, value: '' }])
          }}
        />
      </Stack>
    </Fieldset>
  )
}

type RowProps = { name: string; value: string; onChange: (value: string) => void; onRemove: () => void }

function ValueRow({ name, value, onChange, onRemove }: RowProps) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" truncate style={{ flex: 1 }}>
        {name}
      </Text>
      <TextInput
        size="xs"
        aria-label={t('attributes.valueOf', { name })}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        maxLength={2000}
        style={{ flex: 1 }}
      />
      <RemoveButton label={t('attributes.removeValue', { name })} onClick={onRemove} />
    </Group>
  )
}
