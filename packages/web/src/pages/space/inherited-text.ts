import type { TFunction } from 'i18next'
import type { Space } from '../../api/spaces.ts'

/** From where a space inherits its access: the space it is in, by name where the reader may see that. */
export function inheritedText(space: Space, t: TFunction): string {
  const name = nameAbove(space, space.parentSpaceUuid)
  return name === null ? t('space.inheritsHidden') : t('space.inherits', { name })
}

/** What a space above is called; null where the reader may not see it. */
export const nameAbove = ({ breadcrumbs }: Space, spaceUuid: string | null): string | null => breadcrumbs.find(({ uuid }) => uuid === spaceUuid)?.name ?? null
