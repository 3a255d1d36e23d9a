import { identifierOf } from '../../warehouses/ingest/column-names.ts'

/** A name for the model of a file, that nothing else has. */
export function suggestedName(fileName: string, taken: Iterable<string>): string {
  const others = new Set([...taken].map((name) => name.toLowerCase()))
  const base = identifierOf(fileName.replace(/^.*[\\/]/, '').replace(/(\.\w{1,8})+$/, '')) || 'table'
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}_${i}`
    if (!others.has(name)) return name
  }
}
