import { isRecord } from '../../is-record.ts'

/** What of a value is not as format 4.5 of Jupyter has it, one line each; empty: every tool opens it. */
export function nbformatFaults(file: unknown): string[] {
  if (!isRecord(file)) return ['the file is no object']
  const { cells, metadata } = file
  if (!Array.isArray(cells)) return ['there is no list of cells']
  const ids = cells.map((cell) => (isRecord(cell) ? cell['id'] : undefined))
  const kernel = isRecord(metadata) ? metadata['kernelspec'] : undefined
  const info = isRecord(metadata) ? metadata['language_info'] : undefined
  return [
    ...(file['nbformat'] === 4 && file['nbformat_minor'] === 5 ? [] : ['it does not say 4.5']),
    ...onlyKeys('the file', file, ['cells', 'metadata', 'nbformat', 'nbformat_minor']),
    ...(isRecord(kernel) && typeof kernel['name'] === 'string' && typeof kernel['display_name'] === 'string' ? [] : ['the kernel has no name']),
    ...(isRecord(info) && typeof info['name'] === 'string' ? [] : ['the language has no name']),
    ...(isRecord(metadata) && typeof metadata['title'] === 'string' ? [] : ['it has no title']),
    ...(new Set(ids).size === ids.length ? [] : ['two cells have one id']),
    ...cells.flatMap((cell, at) => cellFaults(cell).map((fault) => `cell ${at + 1}: ${fault}`)),
  ]
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  markdown: ['attachments'],
  raw: ['attachments'],
  code: ['execution_count', 'outputs'],
}

function cellFaults(cell: unknown): string[] {
  if (!isRecord(cell)) return ['no object']
  const { cell_type: type, id, metadata, source } = cell
  const more = typeof type === 'string' ? keysOf[type] : undefined
  if (more === undefined) return [`there is no type ${String(type)}`]
  const count = cell['execution_count']
  return [
    ...onlyKeys('it', cell, ['cell_type', 'id', 'metadata', 'source', ...more]),
    ...(typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? [] : ['its id is none']),
    ...(isRecord(metadata) ? [] : ['it has no metadata']),
    ...(typeof source === 'string' || (Array.isArray(source) && source.every((line) => typeof line === 'string')) ? [] : ['its source is no text']),
    ...(type !== 'code' || (Array.isArray(cell['outputs']) && (count === null || Number.isInteger(count))) ? [] : ['it has no outputs and count']),
  ]
}

const onlyKeys = (what: string, value: Readonly<Record<string, unknown>>, known: readonly string[]): string[] =>
  Object.keys(value).flatMap((key) => (known.includes(key) ? [] : [`${what} has a key ${key}`]))
