import { asObject, type Plain } from '../plain.ts'

const everywhere = ['hbVersion', 'hb_version', 'glean', 'type', 'grn', 'alias', 'name', 'description', 'atrium']

/** Keys that are read, by kind of file and by part of it. */
const known: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  saved_exploration: {
    '': [...everywhere, 'model', 'data', 'visualization'],
    data: ['x', 'y', 'breakout', 'trellis', 'rows', 'pivotColumns', 'measures', 'metric', 'filters', 'sort', 'limit'],
    visualization: ['chartType', 'stack', 'legend'],
  },
  metric: { '': [...everywhere, 'config'], config: ['dataModel', 'measureId', 'metricType', 'dimensionId', 'granularity', 'filters'] },
  dashboard: { '': [...everywhere, 'globalFilters', 'sections'] },
}

/** Keys of a part that nothing reads. */
export const unreadKeys = (plain: Plain, read: readonly string[]): string[] => Object.keys(plain).filter((key) => !read.includes(key))

/** What a file says that nothing here reads: one note for each. Who owns it and whether it is verified are told here by people, not by files. */
export const unknownKeys = (type: keyof typeof known, plain: Plain): string[] =>
  Object.entries(known[type] ?? {}).flatMap(([part, keys]) =>
    unreadKeys(part === '' ? plain : asObject(plain[part]), keys).map((key) => `The setting ${part === '' ? key : `${part}.${key}`} was left out.`),
  )
