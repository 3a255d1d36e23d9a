/** Words that are no columns in an expression. Words too many here only stay as they are written. */
const words = new Set(
  (
    'all and any array as asc at between both by case cast collate cross current current_date current_time current_timestamp current_user date day days ' +
    'decade desc distinct dow doy else end epoch escape exclude exists extract false filter first following for from full group having hour hours ignore ' +
    'ilike in inner interval is isnull join last leading left like limit localtime localtimestamp microsecond millisecond minute minutes month months not ' +
    'notnull null nulls offset on or order outer over overlaps partition position precision preceding quarter quarters range respect right rlike row rows ' +
    'second seconds select similar some sysdate table then time timestamp timestamptz to trailing true unbounded union unknown using values varying week ' +
    'weeks when where window with within without year years zone'
  ).split(' '),
)

const token = /'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$\{[^{}]*\}|"[^"]*"|`[^`]*`|\d[\w.]*|[\p{L}_][\p{L}\p{N}_$]*|::|\s+|./gsu
const identifier = /^(?:[\p{L}_]|"|`)/u

/**
 * SQL over columns of one table with `${TABLE}.` before each bare column, so that it means the same beside other tables.
 * Functions, keywords, types after `::` and `AS`, names that are qualified already and SQL with queries inside stay.
 */
export function qualifyColumns(sql: string): string {
  if (/\bselect\b/i.test(sql)) return sql
  const tokens = sql.match(token) ?? []
  const near = (from: number, step: 1 | -1): string => {
    let at = from + step
    while (/^(\s+|--.*|\/\*.*)$/s.test(tokens[at] ?? '')) at += step
    return tokens[at] ?? ''
  }
  return tokens
    .map((text, at) => {
      if (!identifier.test(text) || words.has(text.toLowerCase())) return text
      const before = near(at, -1)
      const after = near(at, 1)
      if (before === '.' || after === '.' || before === '::' || /^as$/i.test(before)) return text
      if (!/^["`]/.test(text) && (after === '(' || after.startsWith("'"))) return text
      return `\${TABLE}.${text}`
    })
    .join('')
}
