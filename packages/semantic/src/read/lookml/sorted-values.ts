import { blocksOf, type LookmlBlock, textOf } from './lookml-node.ts'
import { lookmlSql } from './lookml-sql.ts'
import type { ViewReading } from './view-reading.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A `case` block as a CASE expression. */
export function caseSql({ sqlPlace }: ViewReading, cases: LookmlBlock): { sql: string } | { why: string } {
  const parts: string[] = []
  for (const when of blocksOf(cases, 'when')) {
    const condition = lookmlSql(textOf(when, 'sql') ?? 'false', sqlPlace)
    if ('why' in condition) return condition
    parts.push(`WHEN ${condition.sql} THEN ${literal(textOf(when, 'label') ?? '')}`)
  }
  if (parts.length === 0) return { why: 'its case has no when' }
  const otherwise = textOf(cases, 'else')
  return { sql: `CASE ${parts.join(' ')}${otherwise === undefined ? '' : ` ELSE ${literal(otherwise)}`} END` }
}

/** Steps between bounds, each named by its bounds: below the first, from each to the next, from the last on. */
export function tierSql(sql: string, bounds: readonly string[]): { sql: string } | { why: string } {
  if (bounds.length === 0 || bounds.some((bound) => !/^-?\d+(\.\d+)?$/.test(bound))) return { why: 'its tiers are not numbers' }
  const parts = bounds.map((bound, place) => {
    const before = bounds[place - 1]
    return `WHEN (${sql}) < ${bound} THEN ${literal(before === undefined ? `Below ${bound}` : `${before} to below ${bound}`)}`
  })
  return { sql: `CASE WHEN (${sql}) IS NULL THEN 'Undefined' ${parts.join(' ')} ELSE ${literal(`${bounds.at(-1)} or more`)} END` }
}
