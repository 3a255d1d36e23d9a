import type { NamePlace } from './code-module.ts'
import { sqlTokens, type SqlToken } from './sql-tokens.ts'

/** What SQL says of tables. */
export type SqlTables = {
  /** Tables that it reads by a bare name, at each place: what the statement names itself is not among them. */
  bare: readonly NamePlace[]
  /** Tables that it reads with their schema, as `schema.table` in small letters. */
  qualified: readonly string[]
  /** Places of bare names before a dot: columns of a table by its name. */
  owners: readonly NamePlace[]
}

/** One pair of parentheses, or the whole. */
type Level = {
  /** Whether a query stands in it; elsewhere FROM belongs to a function: `extract(year from x)`. */
  isQuery: boolean | null
  /** Names of the statement's own, with those of the levels around. */
  names: Set<string>
  /** What the next name is: a table, a name of the statement's own, or neither. */
  expects: 'table' | 'cte' | null
  isInFrom: boolean
  isInWith: boolean
  /** A name that is known once its own query is over. */
  coming: string | null
  isRecursive: boolean
}

const queryWords = new Set(['select', 'with', 'from', 'values', 'table', 'pivot', 'unpivot', 'summarize', 'describe'])
const endOfFrom = new Set(['where', 'group', 'order', 'having', 'limit', 'union', 'except', 'intersect', 'window', 'qualify', 'select', 'offset', 'fetch'])
/** Words that a table follows, where they begin a query. */
const beforeFirstTable = new Set(['table', 'pivot', 'unpivot', 'summarize', 'describe'])
/** Words between FROM and the name of a table. */
const beforeTable = new Set(['lateral', 'only'])

const level = (around: Level | null, isInFrom: boolean): Level => ({
  isQuery: null,
  names: new Set(around?.names),
  expects: isInFrom ? 'table' : null,
  isInFrom,
  isInWith: false,
  coming: null,
  isRecursive: false,
})

/** The tables that a SELECT reads, by its words alone: no engine is needed, and half a statement gives what it says so far. */
export function readSqlTables(sql: string): SqlTables {
  const tokens = sqlTokens(sql)
  const found = { bare: [] as NamePlace[], qualified: [] as string[], owners: [] as NamePlace[] }
  const levels: Level[] = [level(null, false)]
  for (let place = 0; place < tokens.length; place += 1) {
    const token = tokens[place]
    const current = levels.at(-1)
    if (token === undefined || current === undefined) break
    if (token.kind === 'sign') {
      sign(token.text, current, levels)
      continue
    }
    if (current.isQuery === null) begin(current, token)
    if (token.kind === 'word' && keyword(token.text, current, tokens[place - 1])) continue
    const { names, last } = pathAt(tokens, place)
    if (current.expects === 'cte') ownName(token, current)
    else if (current.expects === 'table') tableAt(names, tokens[last + 1], current, found)
    else if (names.length > 1 && tokens[place - 1]?.text !== '.') found.owners.push(placeOf(token))
    place = last
  }
  return found
}

const placeOf = ({ text, from, to }: SqlToken): NamePlace => ({ name: text, from, to })

function sign(text: string, current: Level, levels: Level[]): void {
  if (text === '(') {
    // A parenthesis where a table is expected is a query, or tables joined with one another.
    levels.push(level(current, current.expects === 'table'))
    current.expects = null
  } else if (text === ')') {
    if (levels.length > 1) levels.pop()
    const around = levels.at(-1)
    if (around?.isInWith === true && around.coming !== null && !around.isRecursive) around.names.add(around.coming)
  } else if (text === ',') {
    if (current.isInWith) current.expects = 'cte'
    else if (current.isInFrom) current.expects = 'table'
  } else if (text === ';') Object.assign(current, level(null, false))
}

/** The first word of a parenthesis tells what stands in it. */
function begin(current: Level, { kind, text }: SqlToken): void {
  current.isQuery = kind === 'word' && queryWords.has(text)
  if (current.isQuery) Object.assign(current, { isInFrom: false, expects: null })
}

/** Whether a word is one of the language that says what comes next. */
function keyword(word: string, current: Level, before: SqlToken | undefined): boolean {
  if (before?.text === '.' && before.kind === 'sign') return false
  if (word === 'with' && current.isQuery === true && !current.isInFrom) {
    Object.assign(current, { isInWith: true, expects: 'cte', isRecursive: false })
    return true
  }
  if (word === 'recursive' && current.expects === 'cte') {
    current.isRecursive = true
    return true
  }
  if (word === 'from') {
    if (current.isQuery !== true || before?.text === 'distinct') return before?.text === 'distinct'
    Object.assign(current, { isInFrom: true, isInWith: false, expects: 'table' })
    return true
  }
  if (
    beforeFirstTable.has(word) &&
    current.isQuery === true &&
    current.expects === null &&
    !current.isInFrom &&
    (before === undefined || before.kind === 'sign')
  ) {
    Object.assign(current, { isInFrom: true, expects: 'table' })
    return true
  }
  if (word === 'join') {
    if (current.isInFrom) current.expects = 'table'
    return true
  }
  if (endOfFrom.has(word)) {
    Object.assign(current, { isInFrom: false, expects: null, ...(word === 'select' ? { isInWith: false, isQuery: true } : {}) })
    return true
  }
  return current.expects === 'table' && beforeTable.has(word)
}

/** A name with what follows it behind dots. */
function pathAt(tokens: readonly SqlToken[], place: number): { names: SqlToken[]; last: number } {
  const names: SqlToken[] = []
  let at = place
  for (;;) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'sign') break
    names.push(token)
    const [dot, next] = [tokens[at + 1], tokens[at + 2]]
    if (dot?.text !== '.' || dot.kind !== 'sign' || next === undefined || next.kind === 'sign') break
    at += 2
  }
  return { names, last: at }
}

function ownName(token: SqlToken, current: Level): void {
  const name = token.text.toLowerCase()
  current.coming = name
  current.expects = null
  if (current.isRecursive) current.names.add(name)
}

function tableAt(names: readonly SqlToken[], next: SqlToken | undefined, current: Level, found: { bare: NamePlace[]; qualified: string[] }): void {
  current.expects = null
  const [first] = names
  if (first === undefined) return
  // A function that gives rows.
  if (next?.kind === 'sign' && next.text === '(') return
  if (names.length > 1) found.qualified.push(names.map(({ text }) => text.toLowerCase()).join('.'))
  else if (!current.names.has(first.text.toLowerCase())) found.bare.push(placeOf(first))
}
