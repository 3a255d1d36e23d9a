import { useMay } from '../components/use-may.ts'
import { destinations, type Destination } from './destinations.ts'

/** The places that this person can go to. */
export function useDestinations(projectUuid: string | null): readonly Destination[] {
  const mayDevelop = useMay(projectUuid, 'model.view')
  return mayDevelop ? destinations : forAll
}

const forAll = destinations.filter(({ needs }) => needs === undefined)
