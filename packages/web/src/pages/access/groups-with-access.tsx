import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groupsQuery, removeGroupRole, setGroupRole } from '../../api/groups.ts'
import type { GroupWithAccess } from '../../api/project-access.ts'
import { Card } from '../../components/card.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { RoleSelect } from '../../components/role-select.tsx'
import { useOwnAbilities } from '../../components/use-own-abilities.ts'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; groups: readonly GroupWithAccess[]; attempt: (work: Promise<unknown>) => Promise<void> }

/** Groups with a role in a project. Only administrators of the organization change them. */
export function GroupsWithAccess({ projectUuid, groups, attempt }: Props) {
  const { t } = useTranslation()
  const mayChange = useOwnAbilities().includes('group.update')
  const all = useQuery({ ...groupsQuery, enabled: mayChange }).data ?? []
  const given = new Set(groups.map(({ groupUuid }) => groupUuid))
  return (
    <Card title={t('access.groups')} text={t(mayChange ? 'access.groupsText' : 'access.groupsReadOnly')}>
      <Stack gap="xs">
        {groups.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('access.noGroups')}
          </Text>
        )}
        {groups.map(({ groupUuid, name, role, memberCount }) => (
          <Group key={groupUuid} justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              {mayChange ? (
                <Anchor component={LinkTo} href={paths.group(groupUuid)} size="sm">
                  {name}
                </Anchor>
              ) : (
                <Text size="sm">{name}</Text>
              )}
              <Text size="xs" c="dimmed">
                {t('userGroups.members', { count: memberCount })}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <RoleSelect
                label={t('access.groupRole', { name })}
                value={role}
                disabled={!mayChange}
                onChange={(next) => void attempt(setGroupRole(groupUuid, projectUuid, next))}
              />
              {mayChange && <RemoveButton label={t('access.revoke', { name })} onClick={() => void attempt(removeGroupRole(groupUuid, projectUuid))} />}
            </Group>
          </Group>
        ))}
        {mayChange && (
          <Select
            size="xs"
            maw={380}
            label={t('attributes.addGroup')}
            data={all.filter(({ uuid }) => !given.has(uuid)).map(({ uuid, name }) => ({ value: uuid, label: name }))}
            value={null}
            searchable
            onChange={(groupUuid) => {
              if (groupUuid !== null) void attempt(setGroupRole(groupUuid, projectUuid, 'viewer'))
            }}
          />
        )}
      </Stack>
    </Card>
  )
}
