import { IconCategory, IconGitBranch, IconSettings, IconTable, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { abilitiesQuery } from '../api/abilities.ts'
import { useProjectUuid } from '../components/use-route-param.ts'
import { paths } from '../shell/paths.ts'
import type { SettingsSection } from './settings-entry.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** The settings of a project, in the order shown. A page is one entry here and one route below `projectSettings`. */
const sectionsOf = (projectUuid: string): readonly SettingsSection[] => [
  {
    key: 'project',
    entries: [
      { key: 'general', icon: IconSettings, href: paths.settings(projectUuid) },
      { key: 'tables', icon: IconTable, href: paths.tables(projectUuid) },
      { key: 'categories', icon: IconCategory, href: paths.categories(projectUuid), needs: 'tags.manage' },
      { key: 'git', icon: IconGitBranch, href: paths.git(projectUuid), needs: 'model.view' },
      { key: 'access', icon: IconUsers, href: paths.access(projectUuid), needs: 'project.manage' },
    ],
  },
]

/** The frame of a project's settings. */
export function ProjectSettingsFrame() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const abilities = useQuery(abilitiesQuery(projectUuid))
  return <SettingsFrame label={t('settings.title')} sections={sectionsOf(projectUuid)} abilities={abilities} />
}
