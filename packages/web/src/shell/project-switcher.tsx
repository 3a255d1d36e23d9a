import { Button, Menu } from '@mantine/core'
import { IconCheck, IconSelector, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '../api/projects.ts'
import { LinkTo } from '../components/link-to.tsx'
import { paths } from './paths.ts'

/** Name of the project, and a way to the others. */
export function ProjectSwitcher({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const projects = useQuery(projectsQuery).data ?? []
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
            {project.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={16} />} component={LinkTo} href={paths.settings(projectUuid)}>
          {t('shell.settings')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
