import { isBuiltIn } from '../cells/built-in-values.ts'
import { sameName } from '../cells/names.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const sql = words(`
  all and any array as asc between by case cast check collate column constraint create cross current_date current_time
  current_timestamp default desc describe distinct else end except exists false fetch for foreign from full grant group having in
  inner intersect into is join lateral left like limit natural not null offset on only or order outer over pivot primary qualify
  references right select show similar some summarize table tablesample then to true union unique unpivot using values when where
  window with`)

const python = words(`
  and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not
  or pass raise return try while with yield None True False
  abs all any bool bytes callable chr complex dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr
  hash help hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print
  property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip`)

const javascript = words(`
  arguments async await break case catch class const continue debugger default delete do else enum export extends finally for function
  if implements import in instanceof interface let new null package private protected public return static super switch this throw try
  typeof undefined var void while with yield eval NaN Infinity
  Array ArrayBuffer BigInt Boolean Date Error Function Intl JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol
  console globalThis structuredClone`)

const templates = words('loop none raw endraw elif endif endfor set is not and or if for in else true false')

/** Names that mean something else to one of the languages of cells: a result of that name would hide it, or be hidden. */
export function reservedBy(name: string): 'SQL' | 'Python' | 'JavaScript' | 'templates' | null {
  if (isBuiltIn(sameName(name)) || templates.has(name)) return 'templates'
  if (sql.has(sameName(name))) return 'SQL'
  if (python.has(name)) return 'Python'
  return javascript.has(name) ? 'JavaScript' : null
}
