type Order = { descending: boolean; nullsFirst?: boolean }

/** A term of ORDER BY with the words NULLS FIRST and NULLS LAST, written where the engine's own way is another one. */
export function orderWithWords(ownWay: { ascending: 'first' | 'last'; descending: 'first' | 'last' }): (sql: string, order: Order) => string {
  return (sql, { descending, nullsFirst }) => {
    const wanted = nullsFirst === true ? 'first' : 'last'
    const own = descending ? ownWay.descending : ownWay.ascending
    const said = nullsFirst !== undefined || wanted !== own
    return `${sql}${descending ? ' DESC' : ''}${said ? ` NULLS ${wanted.toUpperCase()}` : ''}`
  }
}

/** A term of ORDER BY for engines that take null for the least value and have no words to say otherwise. */
export function orderByNullness(sql: string, { descending, nullsFirst = false }: Order): string {
  const term = `${sql}${descending ? ' DESC' : ''}`
  if (nullsFirst === !descending) return term
  return `CASE WHEN ${sql} IS NULL THEN ${nullsFirst ? 0 : 1} ELSE ${nullsFirst ? 1 : 0} END, ${term}`
}

const ordered = (terms: readonly string[]): string => (terms.length === 0 ? '' : `\nORDER BY ${terms.join(', ')}`)

/** `… ORDER BY … LIMIT n`. */
export function limitWithWord(select: string, terms: readonly string[], rows: number): string {
  return `${select}${ordered(terms)}\nLIMIT ${rows}`
}

/** `SELECT TOP (n) … ORDER BY …`. */
export function limitWithTop(select: string, terms: readonly string[], rows: number): string {
  return `${select.replace(/^SELECT/, () => `SELECT TOP (${rows})`)}${ordered(terms)}`
}
