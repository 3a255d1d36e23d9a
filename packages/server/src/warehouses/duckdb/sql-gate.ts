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
  const names = new Set<string>()
  collectNames(answer.statements[0], names)
  return firstRefusal(answer.statements[0], rules, names)
}

/** Names that common table expressions give; they may be read like tables. */
function collectNames(node: unknown, names: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) collectNames(item, names)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const map = ((node as Node)['cte_map'] as Node | undefined)?.['map']
  if (Array.isArray(map)) for (const entry of map as Node[]) names.add(String(entry['key']).toLowerCase())
  if ((node as Node)['type'] === 'RECURSIVE_CTE_NODE' || (node as Node)['type'] === 'CTE_NODE') names.add(String((node as Node)['cte_name']).toLowerCase())
  for (const value of Object.values(node)) collectNames(value, names)
}

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
  for (const value of Object.values(node)) {
    const found = firstRefusal(value, rules, names)
    if (found !== null) return found
  }
  return null
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

const functionName = (node: unknown): string => String((node as Node | undefined)?.['function_name'] ?? '').toLowerCase()
