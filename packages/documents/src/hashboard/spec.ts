import type { ChartDocument } from '../chart/chart-document.ts'
import type { DashboardDocument } from '../dashboard/dashboard-document.ts'

/** A file of the format as plain data. */
export type Spec = { hbVersion: '1.0'; type: string; alias: string; name: string } & Record<string, unknown>

/** What every file can say beside its content. */
export type SpecHead = {
  /** Absent in files that are to be taken anywhere. */
  grn?: string
  alias: string
  name: string
  description?: string | null
  isVerified?: boolean
  /** E-mail address. */
  owner?: string
  labels?: readonly string[]
}

/** What of a document stands under `atrium`: all of it, in our own words. */
export type OwnWords = { chart: ChartDocument } | { dashboard: DashboardDocument }

/** The keys that all files share, in the order in which they are written. */
export function specHead(type: string, { grn, alias, name, description, isVerified, owner, labels }: SpecHead): Spec {
  const metadata = {
    ...(isVerified === undefined ? {} : { status: isVerified ? 'verified' : 'exploratory' }),
    ...(owner === undefined ? {} : { owner }),
    ...(labels === undefined || labels.length === 0 ? {} : { labels: [...labels] }),
  }
  return {
    hbVersion: '1.0',
    type,
    ...(grn === undefined ? {} : { grn }),
    alias,
    name,
    ...(description === null || description === undefined || description === '' ? {} : { description }),
    ...(Object.keys(metadata).length === 0 ? {} : { resourceMetadata: metadata }),
  }
}

/** How a file names another resource: by its alias. */
export const aliasGrn = (type: 'm' | 'sv' | 'mtr' | 'dsb', alias: string): string => `${type}::${alias}`
