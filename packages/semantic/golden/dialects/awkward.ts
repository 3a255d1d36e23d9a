import type { Dialect } from '../../src/types/dialect.ts'

/** Text that ends literals, begins comments, escapes, or stands for something, in one engine or another. */
export const awkward: readonly string[] = [
  "'",
  '"',
  '`',
  '\\',
  "\\'",
  '--',
  '/*',
  '*/',
  ';',
  '%',
  '_',
  '[a]',
  '!',
  '$$',
  '${x}',
  '{{x}}',
  ':x',
  '?',
  '\n',
  '\\\n',
  '\t',
  '\\n',
  '\\u0041',
  '😀',
  'ä',
  "''; drop table t; --",
]

/** A SELECT of each text as a literal, of one row, in order. */
export function selectAwkward(dialect: Dialect): string {
  return `SELECT ${awkward.map((text, place) => `${dialect.stringLiteral(text)} AS ${dialect.quote(`c${place}`)}`).join(', ')}`
}

/** A SELECT of 1 for every search that finds what it must and passes over what it must not, of one row. */
export function selectSearches(dialect: Dialect): string {
  const columns = awkward.flatMap((text) => {
    const field = dialect.stringLiteral(`before${text}after`)
    const other = dialect.stringLiteral('beforexafter')
    const found = [
      dialect.like(field, text, 'contains', true),
      dialect.like(field, text, 'contains', false),
      dialect.like(field, `before${text}`, 'starts', false),
      dialect.like(field, `${text}after`, 'ends', false),
    ].join(' AND ')
    return `CASE WHEN ${found} AND NOT (${dialect.like(other, text, 'contains', true)}) THEN 1 ELSE 0 END`
  })
  return `SELECT ${columns.map((sql, place) => `${sql} AS ${dialect.quote(`c${place}`)}`).join(', ')}`
}
