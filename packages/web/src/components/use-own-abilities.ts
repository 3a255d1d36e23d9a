import { useQuery } from '@tanstack/react-query'
import { ownAbilitiesQuery } from '../api/abilities.ts'

/** What the person may do in the organization; nothing until it is known. */
export const useOwnAbilities = (): readonly string[] => useQuery(ownAbilitiesQuery).data ?? []
