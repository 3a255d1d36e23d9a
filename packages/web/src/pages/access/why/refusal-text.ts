import type access from '../../../i18n/access.json'

type Reason = keyof (typeof access)['why']['reasons']

const reasons: ReadonlySet<string> = new Set<Reason>([
  'role',
  'space_access',
  'not_owner',
  'foreign_organization',
  'no_organization',
  'deactivated',
  'explore_attributes',
  'row_attributes',
])

/** The text of a reason of the rules. */
export const refusalText = (because: string): `why.reasons.${Reason}` => `why.reasons.${reasons.has(because) ? (because as Reason) : 'other'}`
