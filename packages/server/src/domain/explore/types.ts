import type { Explore } from '@atrium/semantic'

/** One line of the list of explores; a broken one carries its errors. */
export type ExploreSummary = {
  name: string
  label: string
  tags: string[]
  groupLabel?: string
  type?: 'default' | 'virtual'
  schemaName?: string
  databaseName?: string
  description?: string
  errors?: { type: string; message: string }[]
}

export type { Explore }
