import { type AnyExplore, type Explore, fieldIdOf, isExploreError } from '@atrium/semantic'

/** A field as far as others refer to it. */
export type OutlinedField = { id: string; table: string; label: string; kind: 'dimension' | 'metric'; /** What it is made of. */ sql: string }

/** An explore as far as others refer to it: its fields, or what is wrong with it. */
export type OutlinedExplore = { name: string; label: string; sqlTable: string | null; errors: string[]; fields: OutlinedField[] }

/** Longer SQL tells fields apart no better. */
const longestSql = 2000

/** What content can refer to in a model. Small enough to be kept beside a job. */
export const outlineOf = (explores: Iterable<AnyExplore>): OutlinedExplore[] =>
  [...explores].map((explore) =>
    isExploreError(explore)
      ? { name: explore.name, label: explore.label, sqlTable: null, errors: explore.errors.map(({ message }) => message), fields: [] }
      : {
          name: explore.name,
          label: explore.label,
          sqlTable: explore.tables[explore.baseTable]?.sqlTable ?? null,
          errors: [],
          fields: fieldsOf(explore),
        },
  )

const fieldsOf = ({ tables }: Explore): OutlinedField[] =>
  Object.entries(tables).flatMap(([table, { dimensions, metrics }]) =>
    // A name of before is no name to refer to any more.
    [...Object.values(dimensions), ...Object.values(metrics)]
      .filter(({ renamedTo }) => renamedTo === undefined)
      .map(({ name, label, fieldType, compiledSql, type }) => ({
        id: fieldIdOf(table, name),
        table,
        label,
        kind: fieldType,
        // A sum and an average of one column are made of the same SQL where the function is added later.
        sql: `${type} ${compiledSql}`.slice(0, longestSql),
      })),
  )
