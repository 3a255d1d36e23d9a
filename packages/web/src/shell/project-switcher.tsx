import { Badge, Button, Group, Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '../api/projects.ts'
import { userQuery } from '../api/session.ts'
import { LinkTo } from '../components/link-to.tsx'
import { newProjectTypes } from './new-project-types.ts'
import { paths } from './paths.ts'

/** Name of the project, and a way to the others and to a new one. */
export function ProjectSwitcher({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const projects = useQuery(projectsQuery).data ?? []
  const mayMake = newProjectTypes(useQuery(userQuery).data?.role).length > 0
  const current = projects.find((project) => project.projectUuid === projectUuid)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          maw={{ base: 150, sm: 220 }}
          rightSection={<IconSelector size={14} aria-hidden />}
          aria-label={t('shell.switchProject', { name: current?.name ?? '' })}
        >
          <span className="ellipsis">{current?.name ?? '…'}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.projects')}</Menu.Label>
        {projects.map((project) => (
          <Menu.Item
            key={project.projectUuid}
            component={LinkTo}
            href={paths.home(project.projectUuid)}
            rightSection={project.projectUuid === projectUuid ? <IconCheck size={14} /> : null}
          >
            <Group gap="xs" wrap="nowrap">
              {project.name}
              {project.type === 'PREVIEW' && (
                <Badge size="sm" variant="light" tt="none" style={{ flex: 'none' }}>
                  {t('preview.mark')}
                </Badge>
              )}
            </Group>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {mayMake && (
          <Menu.Item leftSection={<IconPlus size={16} />} component={LinkTo} href={paths.newProject(projectUuid)}>
            {t('shell.newProject')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconSettings size={16} />} component={LinkTo} href={paths.settings(projectUuid)}>
          {t('shell.settings')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
