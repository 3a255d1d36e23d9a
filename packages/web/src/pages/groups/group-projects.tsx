import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { removeGroupRole, setGroupRole, type GroupGrants } from '../../api/groups.ts'
import { projectsQuery } from '../../api/projects.ts'
import { Card } from '../../components/card.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { RoleSelect } from '../../components/role-select.tsx'
import { paths } from '../../shell/paths.ts'

type Props = { groupUuid: string; grants: GroupGrants; attempt: (work: Promise<unknown>) => Promise<void> }

/** Roles in projects that a group gives its members. */
export function GroupProjects({ groupUuid, grants: { projects }, attempt }: Props) {
  const { t } = useTranslation()
  const all = useQuery(projectsQuery).data ?? []
  const given = new Set(projects.map(({ projectUuid }) => projectUuid))
  return (
    <Card title={t('userGroups.projects')} text={t('userGroups.projectsText')}>
      <Stack gap="xs">
        {projects.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('userGroups.noProjects')}
          </Text>
        )}
        {projects.map(({ projectUuid, name, role }) => (
          <Group key={projectUuid} justify="space-between" wrap="nowrap">
            <Anchor component={LinkTo} href={paths.home(projectUuid)} size="sm" truncate>
              {name}
            </Anchor>
            <Group gap={4} wrap="nowrap">
              <RoleSelect label={t('userGroups.roleIn', { name })} value={role} onChange={(next) => void attempt(setGroupRole(groupUuid, projectUuid, next))} />
              <RemoveButton label={t('userGroups.removeProject', { name })} onClick={() => void attempt(removeGroupRole(groupUuid, projectUuid))} />
            </Group>
          </Group>
        ))}
        <Select
          label={t('userGroups.addProject')}
          data={all.filter(({ projectUuid }) => !given.has(projectUuid)).map(({ projectUuid, name }) => ({ value: projectUuid, label: name }))}
          value={null}
          searchable
          onChange={(projectUuid) => {
            if (projectUuid !== null) void attempt(setGroupRole(groupUuid, projectUuid, 'viewer'))
          }}
        />
      </Stack>
    </Card>
  )
}
