import { AppError } from '../../platform/errors.ts'

/** A node of the syntax tree: one key, which is its kind, in lists and objects of others. */
type Node = Readonly<Record<string, unknown>>
type Refusal = { message: string; location: number | undefined }

/** Characters of a statement: the parser takes its time in this process. */
const maxLength = 200_000

/**
 * Functions that reach beyond the query: files and settings of the server, other sessions, other statements given as text,
 * other servers, time to waste, advice on locks. Names in small letters, whatever schema they are in.
 */
const forbiddenFunctions =
  /^(set_config|current_setting|setval|nextval|currval|lastval|setseed|currtid2|current_query|plpgsql_\w+|loread|lowrite|ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table|http|inet_(server|client)_(addr|port)|pg_(?!typeof$|column_size$|size_pretty$|size_bytes$)\w*)$|^(lo_|dblink|http_|has_|row_security_|binary_upgrade_|brin_|gin_|postgres_fdw_)|_(to_xml|to_xmlschema|to_xml_and_xmlschema)$|^(query|table|cursor|schema|database)_to_xml/

/** Schemas whose functions may be named with their schema. */
const functionSchemas = new Set(['pg_catalog'])

/** Throws `invalid` unless the text is exactly one SELECT that reads tables of this schema with harmless functions. */
export async function refuseStatement(sql: string, schema: string): Promise<void> {
  const statement = await parseOne(sql)
  throwRefusal(sql, firstRefusal(statement, { schema, mayRead: true }))
}

/** Throws `invalid` unless the text is `SELECT (…)` around one expression that reads no table and asks nothing of its own. */
export async function refuseExpression(probe: string): Promise<void> {
  const statement = await parseOne(probe)
  const select = (statement['SelectStmt'] ?? {}) as Node
  const isOne = Array.isArray(select['targetList']) && select['targetList'].length === 1
  const isPlain = Object.keys(select).every((key) => ['targetList', 'limitOption', 'op'].includes(key)) && select['op'] === 'SETOP_NONE'
  throwRefusal(
    probe,
    isOne && isPlain ? firstRefusal(select, { schema: '', mayRead: false }) : { message: 'Write exactly one expression', location: undefined },
  )
}

async function parseOne(sql: string): Promise<Node> {
  if (sql.length > maxLength) throw refused(`SQL may have ${maxLength} characters at most`)
  // Loaded when first needed: most installations never need it.
  const { parse, hasSqlDetails } = await import('libpg-query')
  let statements: readonly { stmt?: unknown }[]
  try {
    statements = (sql.trim() === '' ? { stmts: [] } : await parse(sql)).stmts ?? []
  } catch (error) {
    if (error instanceof RangeError) throw refused('The SQL is nested too deeply')
    if (!hasSqlDetails(error)) throw error
    throw refused(error.message, lineAt(sql, error.sqlDetails?.cursorPosition))
  }
  const [only, ...others] = statements
  if (only === undefined || others.length > 0) throw refused('Write exactly one SELECT statement')
  return (only.stmt ?? {}) as Node
}

function throwRefusal(sql: string, refusal: Refusal | null): void {
  if (refusal !== null) throw refused(refusal.message, lineAt(sql, refusal.location))
}

/** `byte` counts bytes from 0. */
const lineAt = (sql: string, byte: number | undefined): number | undefined =>
  byte === undefined || byte < 0 ? undefined : Buffer.from(sql).subarray(0, byte).toString('utf8').split('\n').length

const refused = (message: string, line?: number): AppError =>
  new AppError('invalid', message, { reason: 'sql_refused', ...(line === undefined ? {} : { line }) })

type Rules = { schema: string; mayRead: boolean }

/** Walks the whole tree without recursion: it may be deep. */
function firstRefusal(statement: Node, rules: Rules): Refusal | null {
  if (rules.mayRead && statement['SelectStmt'] === undefined) return { message: onlySelect, location: undefined }
  for (const [kind, node] of nodesOf(statement)) {
    const message = refusedNode(kind, node, rules)
    if (message !== null) return { message, location: typeof node['location'] === 'number' ? node['location'] : undefined }
  }
  return null
}

/** Every object of the tree with the key that it stands under, in the order in which they are written. */
function* nodesOf(root: Node): Generator<[string, Node]> {
  const stack: [string, unknown][] = [['', root]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [kind, value] = next
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value)) yield [kind, value as Node]
    const inside: [string, unknown][] = Array.isArray(value) ? value.map((item) => [kind, item]) : Object.entries(value)
    for (const item of inside.toReversed()) stack.push(item)
  }
}

const onlySelect = 'Only a SELECT statement can be run here'

function refusedNode(kind: string, node: Node, rules: Rules): string | null {
  // INSERT, UPDATE, DELETE and MERGE stand inside of a WITH, too.
  if (kind.endsWith('Stmt') && kind !== 'SelectStmt') return onlySelect
  switch (kind) {
    case 'intoClause':
      return 'SELECT INTO makes a table, which cannot be done here'
    case 'lockingClause':
      return 'Rows cannot be locked here: leave out FOR UPDATE and FOR SHARE'
    case 'SubLink':
    case 'SelectStmt':
      return rules.mayRead ? null : 'An expression may hold no query of its own'
    case 'RangeVar':
      return rules.mayRead ? refusedTable(node, rules) : 'An expression may read no table'
    case 'FuncCall':
      return refusedFunction(node, rules)
    case 'ParamRef':
      return 'There is nothing that "$1" could stand for'
    default:
      return null
  }
}

function refusedTable(node: Node, { schema }: Rules): string | null {
  const table = String(node['relname'])
  const qualifier = node['schemaname'] as string | undefined
  // The server's own tables are found without their schema as well, before those of the project; what a WITH calls so is no exception.
  const isThere = qualifier === undefined ? !/^pg_/i.test(table) : qualifier === schema
  return isThere ? null : `There is no table ${qualifier === undefined ? '' : `${qualifier}.`}${table} in the schema "${schema}" of this project`
}

function refusedFunction(node: Node, { schema }: Rules): string | null {
  const parts = ((node['funcname'] ?? []) as { String?: { sval?: string } }[]).map((part) => part.String?.sval ?? '')
  const name = (parts.at(-1) ?? '').toLowerCase()
  const qualifier = parts.length > 1 ? parts.slice(0, -1).join('.') : null
  const isKnownPlace = qualifier === null || functionSchemas.has(qualifier) || qualifier === schema
  return isKnownPlace && !forbiddenFunctions.test(name) ? null : `The function ${parts.join('.')} may not be used here`
}
