import type { Dialect } from '../types/dialect.ts'
import type { ResultColumn } from '../types/compiled-query.ts'

/** One column of an export: which column of the query, and its heading. */
export type CsvSelectColumn = { column: ResultColumn; heading: string }

/**
 * A query wrapped so that an engine's own CSV writer gives the final file: columns in the wanted order under their
 * headings, dates and timestamps in the written form (`YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss`), and text that a spreadsheet
 * would run as a formula neutralised by an apostrophe, headings too. Numbers stay numbers, also below zero.
 */
export function csvSelect(sql: string, columns: readonly CsvSelectColumn[], dialect: Dialect): string {
  const expressions = columns.map(({ column, heading }) => {
    const name = dialect.quote(column.fieldId)
    return `  ${valueOf(name, column.type, dialect)} AS ${dialect.quote(/^[=+\-@\t\r]/.test(heading) ? `'${heading}` : heading)}`
  })
  return `SELECT\n${expressions.join(',\n')}\nFROM (\n${sql}\n) AS ${dialect.quote('answer')}`
}

function valueOf(column: string, type: ResultColumn['type'], dialect: Dialect): string {
  switch (type) {
    case 'string': {
      // Of an enum, a UUID or a list there is no first letter.
      const name = dialect.cast(column, 'string')
      const starts = ['=', '+', '-', '@', '\t', '\r'].map((character) => `LEFT(${name}, 1) = ${dialect.stringLiteral(character)}`).join(' OR ')
      return `CASE WHEN ${starts} THEN ${dialect.concat([dialect.stringLiteral("'"), name])} ELSE ${name} END`
    }
    case 'date':
    case 'timestamp': {
      // A date may come with a time of its own (a cut timestamp): the written form decides what is kept.
      const length = type === 'date' ? 10 : 19
      return `LEFT(${dialect.cast(column, 'string')}, ${length})`
    }
    case 'number':
    case 'boolean':
      return column
  }
}
