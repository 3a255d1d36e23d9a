import type { AnyExplore } from '@atrium/semantic'
import type { Project } from '../projects/types.ts'

/** Whether a project offers an explore: its tables configuration chooses among models; virtual views are made to be explored. */
export function isSelected(configuration: Project['tablesConfiguration'], explore: AnyExplore): boolean {
  if (explore.type === 'virtual') return true
  const wanted = configuration.value ?? []
  switch (configuration.type) {
    case 'ALL':
      return true
    case 'WITH_NAMES':
      return wanted.includes(explore.name)
    case 'WITH_TAGS':
      return explore.tags.some((tag) => wanted.includes(tag))
  }
}
