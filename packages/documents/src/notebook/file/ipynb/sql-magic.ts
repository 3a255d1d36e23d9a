import { sqlTokens } from '../../read/sql-tokens.ts'

/** SQL that Jupyter hands to a database, with the name that its result has (null: none) and whether it named a connection. */
export type MagicSql = { name: string | null; sql: string; hasConnection: boolean }

const magics = 'sql|bigquery|duckdb|snowflake|sparksql'
const cellMagic = new RegExp(String.raw`^\s*%%(${magics})\b([^\n]*)(?:\n|$)`)
const lineMagic = new RegExp(String.raw`^%(${magics})\b([\s\S]*)$`)

/** The SQL of a whole cell: `%%sql`, `%%sql name <<`, `%%bigquery name` and the like; null for another cell. */
export function sqlOfCell(text: string): MagicSql | null {
  const [head, magic = '', rest = ''] = cellMagic.exec(text) ?? []
  if (head === undefined) return null
  // To some, a word without SQL is what the result is called.
  const [word, alone] = magic === 'bigquery' || magic === 'sql' ? (/^\s*([A-Za-z]\w{0,62})(?=\s+--?[A-Za-z]|\s*$)/.exec(rest) ?? []) : []
  const read = readHead(rest.slice(word?.length ?? 0))
  const body = text.slice(head.length)
  if (alone !== undefined) return { ...read, name: read.name ?? alone, sql: body }
  const [named, name] = read.name === null && read.sql === '' ? (/^\s*([A-Za-z]\w{0,62})\s*(?:=\s*)?<<[ \t]*\n?/.exec(body) ?? []) : []
  if (named !== undefined) return { ...read, name: name ?? null, sql: body.slice(named.length) }
  return { ...read, sql: read.sql === '' ? body : body === '' ? read.sql : `${read.sql}\n${body}` }
}

/** The SQL of one line (`%sql SELECT …`); null for another command, and where the line has no SQL in it. */
export function sqlOfLine(command: string): MagicSql | null {
  const [, , rest] = lineMagic.exec(command) ?? []
  if (rest === undefined) return null
  const read = readHead(rest.replaceAll(/\\\r?\n/g, '\n'))
  // One word is a connection or a command; one variable is SQL that Python makes.
  return /^[A-Za-z({]/.test(read.sql) && !/^(?:\S+|\{\{\s*\w+\s*\}\})$/.test(read.sql) ? read : null
}

const optionsAlone = /^--?(?:no-execute|no-index|persist|persist-replace|append|connections|interactive|verbose|use_legacy_sql)$/

/** Takes options, a connection and `name <<` away from what stands before the SQL. */
function readHead(head: string): MagicSql {
  let sql = head.trim()
  let name: string | null = null
  let hasConnection = false
  for (;;) {
    const option = /^--?[A-Za-z][\w-]*(?=[=\s]|$)/.exec(sql)?.[0]
    const connection = /^(?:\w[\w+.-]*:\/\/\S*|@\w+)/.exec(sql)?.[0]
    const named: RegExpExecArray | null = name === null ? /^([A-Za-z]\w{0,62})\s*(?:=\s*)?<</.exec(sql) : null
    if (option !== undefined) {
      const value = optionsAlone.test(option) ? '' : (/^(?:=\S+|\s+(?!-)(?:"[^"]*"|'[^']*'|\S+)(?!\s*(?:=\s*)?<<))/.exec(sql.slice(option.length))?.[0] ?? '')
      sql = sql.slice(option.length + value.length).trim()
    } else if (connection !== undefined) {
      hasConnection = true
      sql = sql.slice(connection.length).trim()
    } else if (named !== null) {
      name = named[1] ?? null
      sql = sql.slice(named[0].length).trim()
    } else return { name, sql, hasConnection }
  }
}

/** SQL with `:name`, `$name` and `{name}`, which Jupyter fills with values of Python, as templates say it: `{{ name }}`. */
export function withTemplateValues(sql: string): { sql: string; names: string[] } {
  const tokens = sqlTokens(sql)
  const names: string[] = []
  let written = ''
  let at = 0
  for (const [place, { from, text, kind }] of tokens.entries()) {
    const word = tokens[place + 1]
    if (kind !== 'sign' || from < at || word?.kind !== 'word' || word.from !== from + 1) continue
    const isBraced = text === '{' && sql[from - 1] !== '{' && sql[word.to] === '}' && sql[word.to + 1] !== '}'
    // Behind a word or a text these signs mean something to the database.
    if (!isBraced && !((text === ':' || text === '$') && /^$|[\s(,=<>+*/-]/.test(sql.charAt(from - 1)))) continue
    const name = sql.slice(word.from, word.to)
    names.push(name)
    written += `${sql.slice(at, from)}{{ ${name} }}`
    at = word.to + (isBraced ? 1 : 0)
  }
  return { sql: written + sql.slice(at), names: [...new Set(names)] }
}
