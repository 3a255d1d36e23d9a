import { Group, MultiSelect, NativeSelect, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../../api/groups.ts'
import { roles } from '../../api/members.ts'
import { projectsQuery } from '../../api/projects.ts'
import type { AccountChange, ServiceAccount } from '../../api/service-accounts.ts'
import { Card } from '../../components/card.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { RoleSelect } from '../../components/role-select.tsx'
import { TextField } from '../../components/text-field.tsx'

type Props = { account: ServiceAccount; change: (change: AccountChange) => Promise<void> }

/** What a service account may: its role, groups, and roles in projects. Each change is saved at once. */
export function AccountRights({ account, change }: Props) {
  const { t } = useTranslation()
  const groups = useQuery(groupsQuery).data ?? []
  const projects = useQuery(projectsQuery).data ?? []
  const own = account.projects.map(({ projectUuid, role }) => ({ projectUuid, role }))
  const others = projects.filter(({ projectUuid }) => !own.some((one) => one.projectUuid === projectUuid))
  return (
    <Card title={t('serviceAccounts.rights')} text={t('serviceAccounts.rightsText')}>
      <Stack gap="sm" maw={640}>
        <TextField label={t('serviceAccounts.about')} size="sm" value={account.description ?? ''} onCommit={(description) => void change({ description })} />
        <NativeSelect
          label={t('serviceAccounts.role')}
          value={account.role}
          data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(event) => {
            const role = roles.find((each) => each === event.currentTarget.value)
            if (role !== undefined) void change({ role })
          }}
        />
        <MultiSelect
          label={t('serviceAccounts.inGroups')}
          data={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
          value={account.groups.map(({ uuid }) => uuid)}
          onChange={(groupUuids) => void change({ groupUuids })}
          nothingFoundMessage={t('serviceAccounts.noGroups')}
          searchable
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('serviceAccounts.inProjects')}
          </Text>
          <Stack gap={4}>
            {account.projects.map(({ projectUuid, name, role }) => (
              <Group key={projectUuid} justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" truncate>
                  {name}
                </Text>
                <Group gap={4} wrap="nowrap">
                  <RoleSelect
                    label={t('serviceAccounts.roleIn', { name })}
                    value={role}
                    onChange={(chosen) => void change({ projects: own.map((one) => (one.projectUuid === projectUuid ? { ...one, role: chosen } : one)) })}
                  />
                  <RemoveButton
                    label={t('serviceAccounts.removeProject', { name })}
                    onClick={() => void change({ projects: own.filter((one) => one.projectUuid !== projectUuid) })}
                  />
                </Group>
              </Group>
            ))}
            {others.length > 0 && (
              <Select
                aria-label={t('serviceAccounts.addProject')}
                placeholder={t('serviceAccounts.addProject')}
                data={others.map(({ projectUuid, name }) => ({ value: projectUuid, label: name }))}
                value={null}
                onChange={(projectUuid) => {
                  if (projectUuid !== null) void change({ projects: [...own, { projectUuid, role: 'viewer' }] })
                }}
                searchable
              />
            )}
          </Stack>
        </div>
      </Stack>
    </Card>
  )
}
