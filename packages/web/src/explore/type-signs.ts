import type { DimensionType } from '@atrium/semantic'
import { IconAbc, IconCalendar, IconClock, IconNumber123, IconToggleLeft, type Icon } from '@tabler/icons-react'

/** Sign of a kind of value. */
export const typeSigns: Record<DimensionType, Icon> = {
  string: IconAbc,
  number: IconNumber123,
  boolean: IconToggleLeft,
  date: IconCalendar,
  timestamp: IconClock,
}

/** Colour of a kind of field: dimensions blue, metrics orange, calculations green. */
export const kindColors = { dimension: 'var(--atrium-dimension)', metric: 'var(--atrium-metric)', calculation: 'var(--atrium-calculation)' } as const
