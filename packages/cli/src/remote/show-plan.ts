import path from 'node:path'
import type { Problem } from '@atrium/semantic'
import { lineDiff } from '../terminal/line-diff.ts'
import { paint } from '../terminal/paint.ts'
import { printable } from '../terminal/table.ts'
import type { RemoteChange } from './content-files.ts'

type Colours = { color: boolean }

const signs = { create: '+', update: '~', delete: '-', unchanged: '=' } as const
const colours = { create: 'green', update: 'yellow', delete: 'red', unchanged: 'dim' } as const
const words = { space: 'space', sql_chart: 'SQL chart', chart: 'chart', dashboard: 'dashboard', endpoint: 'endpoint', notebook: 'notebook' } as const

/** What changes, a line for each, and how much stays. */
export function planLines(terminal: Colours, changes: readonly RemoteChange[]): string[] {
  const lines = changes
    .filter(({ action }) => action !== 'unchanged')
    .map(({ action, kind, slug, name }) => `${paint(terminal, colours[action], `${signs[action]} ${action}`)} ${words[kind]} ${slug} (${printable(name)})`)
  return [...lines, countLine(changes)]
}

/** `1 to create, 2 to update, 3 unchanged`. */
export function countLine(changes: readonly RemoteChange[]): string {
  const count = (action: RemoteChange['action']): number => changes.filter((change) => change.action === action).length
  const parts = (['create', 'update', 'delete'] as const).flatMap((action) => (count(action) === 0 ? [] : [`${count(action)} to ${action}`]))
  return [...(parts.length === 0 ? ['no changes'] : parts), `${count('unchanged')} unchanged`].join(', ')
}

/** Each change line by line. */
export const diffLines = (terminal: Colours, folder: string, changes: readonly RemoteChange[]): string[] =>
  changes.flatMap(({ action, kind, slug, path: file, before, after }) => {
    if (action === 'unchanged') return []
    const head = [`--- server: ${words[kind]} ${slug}${before === null ? ' (not there)' : ''}`, `+++ ${file === null ? 'no file' : path.join(folder, file)}`]
    const lines = lineDiff(before ?? '', after ?? '').map((line) => {
      const shown = line[0] + printable(line.slice(1))
      if (line.startsWith('@@')) return paint(terminal, 'dim', line)
      return line.startsWith('+') ? paint(terminal, 'green', shown) : line.startsWith('-') ? paint(terminal, 'red', shown) : shown
    })
    return [...head.map((line) => paint(terminal, 'bold', line)), ...lines]
  })

/** A problem as editors and CI understand it: `file:line:column: severity: message`. */
export function problemLine(folder: string, { file, line, column, severity, message, hint }: Problem): string {
  const where = file === '' ? '' : `${path.join(folder, file)}:${line}:${column}: `
  return `${where}${severity}: ${message}${hint === '' ? '' : ` ${hint}`}`
}
