import { useQuery } from '@tanstack/react-query'
import { abilitiesQuery } from '../api/abilities.ts'
import { destinations, type Destination } from './destinations.ts'

/** The places that this person can go to; those that take a right are among them once it is known. */
export function useDestinations(projectUuid: string | null): readonly Destination[] {
  const abilities = useQuery({ ...abilitiesQuery(projectUuid ?? ''), enabled: projectUuid !== null }).data ?? []
  return destinations.filter(({ needs }) => needs === undefined || abilities.includes(needs))
}
