import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ownAbilitiesQuery } from '../api/abilities.ts'
import { organizationSections } from './organization-entries.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** The frame of the organization's settings and one's own. */
export function OrganizationSettings() {
  const { t } = useTranslation()
  return <SettingsFrame label={t('settingsNav.label')} sections={organizationSections} abilities={useQuery(ownAbilitiesQuery)} />
}
