/** Syntax tree of a statement as the engine's own parser gives it. */
type Node = Record<string, unknown>

export type GateRules = {
  /** Tables of the warehouse, lower case. */
  tables: ReadonlySet<string>
  /** Catalog and schema names that may stand before a table. */
  qualifiers: ReadonlySet<string>
}

/** Table functions that read nothing but their arguments. */
const tableFunctions = new Set(['range', 'generate_series', 'unnest', 'repeat', 'repeat_row', 'json_each', 'json_tree', 'generate_subscripts'])

/**
 * Functions that reach beyond the query: settings, environment, files, logs, secrets, other statements, time to waste.
 * Engine names in lower case; the version of the engine is pinned, and a test looks at every function it has.
 */
const forbiddenFunctions =
  /^(getenv|current_setting|getvariable|query|query_table|sleep|sleep_ms|write_log|parse_duckdb_log_message|nextval|currval|lastval|setseed|which_secret|checkpoint|force_checkpoint|add_parquet_key|set_config|json_execute_serialized_sql|json_serialize_plan|json_deserialize_sql|get_block_size|in_search_path|getrandomvariable)$|^(read_|scan_|sniff_|glob$|parquet_|pragma_|duckdb_|enable_|disable_|truncate_|pg_|has_|copy_|load_|install_|force_|test_|storage_|icu_|summary$|arrow_|pandas_|python_|seq_scan|index_scan)/

/** Why a statement may not run, or null when it may. `tree` is what `json_serialize_sql` answered. */
export function refusal(tree: unknown, rules: GateRules): { message: string; position?: number } | null {
  const answer = tree as { error?: boolean; error_message?: string; error_type?: string; position?: string; statements?: unknown[] }
  if (answer.error === true) {
    const message = answer.error_message ?? 'The SQL could not be read'
    // The serialiser takes SELECT only; its own words for anything else would puzzle people.
    if (/only select statements/i.test(message)) return { message: 'Only a SELECT statement can be run here' }
    const position = Number(answer.position)
    return { message, ...(Number.isFinite(position) ? { position } : {}) }
  }
  if (answer.statements?.length !== 1) return { message: 'Write exactly one SELECT statement' }
  return firstRefusal(answer.statements[0], rules, new Set())
}

/** The part of a node in which the name is known that the node itself gives. */
const knownIn: Readonly<Record<string, string>> = { RECURSIVE_CTE_NODE: 'right', CTE_NODE: 'child' }

/**
 * `names` are those that common table expressions give in the place of `node`, lower case: they may be read like tables.
 * Where such a name is not known (outside of its query, in its own definition), the engine takes it for a table or view of
 * its own: so each place has its names.
 */
function firstRefusal(node: unknown, rules: GateRules, names: ReadonlySet<string>): { message: string; position?: number } | null {
  if (Array.isArray(node)) {
    for (const item of node) {
      const found = firstRefusal(item, rules, names)
      if (found !== null) return found
    }
    return null
  }
  if (typeof node !== 'object' || node === null) return null
  const message = refusedNode(node as Node, rules, names)
  if (message !== null) {
    const position = Number((node as Node)['query_location'])
    return { message, ...(Number.isFinite(position) && position < 1e9 ? { position } : {}) }
  }
  const known = new Set(names)
  for (const { key, value } of commonTables(node as Node)) {
    const found = firstRefusal(value, rules, known)
    if (found !== null) return found
    known.add(key.toLowerCase())
  }
  const { type, cte_name: ownName, cte_map: _, ...parts } = node as Node
  for (const [part, value] of Object.entries(parts)) {
    const found = firstRefusal(value, rules, part === knownIn[String(type)] ? new Set([...known, String(ownName).toLowerCase()]) : known)
    if (found !== null) return found
  }
  return null
}

/** The common table expressions of a query, in their order: each knows those before it. */
function commonTables(node: Node): { key: string; value: unknown }[] {
  const map = (node['cte_map'] as Node | undefined)?.['map']
  return Array.isArray(map) ? (map as { key: string; value: unknown }[]) : []
}

function refusedNode(node: Node, rules: GateRules, names: ReadonlySet<string>): string | null {
  if (node['type'] === 'BASE_TABLE') return refusedTable(node, rules, names)
  if (node['type'] === 'TABLE_FUNCTION') {
    const name = functionName(node['function'])
    return tableFunctions.has(name) ? null : `The table function ${name} may not be used here`
  }
  if (node['type'] === 'SHOW_REF') return 'Only a SELECT statement can be run here'
  if (node['class'] === 'FUNCTION' || node['class'] === 'WINDOW' || typeof node['function_name'] === 'string') {
    const name = functionName(node)
    if (forbiddenFunctions.test(name)) return `The function ${name} may not be used here`
  }
  return null
}

function refusedTable(node: Node, rules: GateRules, names: ReadonlySet<string>): string | null {
  const [catalog, schema, table] = ['catalog_name', 'schema_name', 'table_name'].map((key) => String(node[key] ?? '').toLowerCase())
  const qualifiers = [catalog, schema].filter((part): part is string => part !== undefined && part !== '')
  if (qualifiers.length === 0 && names.has(table ?? '')) return null
  if (rules.tables.has(table ?? '') && qualifiers.every((part) => rules.qualifiers.has(part))) return null
  return `There is no table ${[...qualifiers, String(node['table_name'])].join('.')} in this project`
}

/** Names of all tables that a statement mentions, lower case; those of common table expressions are among them. */
export function tablesIn(tree: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(tree)) for (const item of tree) tablesIn(item, found)
  else if (typeof tree === 'object' && tree !== null) {
    const node = tree as Node
    if (node['type'] === 'BASE_TABLE') found.add(String(node['table_name']).toLowerCase())
    for (const part of Object.values(node)) tablesIn(part, found)
  }
  return found
}

const functionName = (node: unknown): string => String((node as Node | undefined)?.['function_name'] ?? '').toLowerCase()
