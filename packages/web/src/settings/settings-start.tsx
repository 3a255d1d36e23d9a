import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { ownAbilitiesQuery } from '../api/abilities.ts'
import { paths } from '../shell/paths.ts'
import { organizationSections } from './organization-entries.ts'

/** Leads to the first page of settings that this person may use. */
export function SettingsStart() {
  const abilities = useQuery(ownAbilitiesQuery)
  if (abilities.isPending) return <Skeleton height={320} m="lg" />
  const entries = organizationSections.flatMap((section) => section.entries)
  const first = entries.find(({ needs }) => needs === undefined || abilities.data?.includes(needs) === true)
  return <Navigate to={first?.href ?? paths.profile()} replace />
}
