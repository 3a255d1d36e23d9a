import type { CellNote } from '../imported-notebook.ts'
import { pythonLines } from './python-lines.ts'
import { sqlOfLine, type MagicSql } from './sql-magic.ts'

/** A part of a cell of Python: statements, or a line of SQL in between. */
export type PythonPart = { kind: 'code'; code: string } | ({ kind: 'sql' } & MagicSql)

/** A line for Jupyter or a shell: `%magic`, `!ls`, `x = !ls`, `x?`. `% 3` and `%3` go on with a number; a magic has a name. */
const forJupyter =
  /^(?<indent>[ \t]*)(?:(?:(?<target>[A-Za-z_][\w.,[\]'"]*(?: +[\w.,[\]'"]+)*)\s*=\s*)?(?<command>(?:%{1,2}[A-Za-z_]|!)[\s\S]*)|(?<help>\?{1,2}%{0,2}[\w.*]+|%{0,2}[A-Za-z_*][\w.*[\]]*\?{1,2})[ \t]*\r?\n?)$/

const installs = /^[!%]{1,2}\s*(?:sudo\s+)?(?:pip3?|conda|mamba|uv|apt|apt-get|\S+\s+-m\s+pip)\s/

/**
 * Python as Jupyter has it in parts that run here. SQL of a line becomes a part of its own; other commands stay as remarks, each with
 * a note.
 */
export function pythonParts(code: string): { parts: PythonPart[]; notes: CellNote[] } {
  const notes: CellNote[] = []
  const parts: PythonPart[] = []
  const add = (text: string): void => {
    const last = parts.at(-1)
    if (last?.kind === 'code') last.code += text
    else parts.push({ kind: 'code', code: text })
  }
  for (const line of pythonLines(code, (first) => forJupyter.test(first))) {
    const { indent = '', target, command: given, help } = forJupyter.exec(line)?.groups ?? {}
    const command = (given ?? help)?.trimEnd()
    if (command === undefined) {
      add(line)
      continue
    }
    const sql = indent === '' ? sqlOfLine(command) : null
    if (sql !== null && isName(target ?? 'none')) {
      parts.push({ kind: 'sql', ...sql, name: target ?? sql.name })
      continue
    }
    const timed = /^%time\s+(\S[\s\S]*)$/.exec(command)?.[1]
    notes.push(timed === undefined ? noteOf(command, target) : { code: 'not_timed', command: shortened(command) })
    const whole = target === undefined ? '' : `${target} = `
    add(`${timed === undefined ? asRemark(indent, whole + command) : indent + whole + timed}${line.endsWith('\n') ? '\n' : ''}`)
  }
  // What only makes room around SQL is no cell.
  return { parts: parts.filter((part, _, all) => part.kind === 'sql' || part.code.trim() !== '' || all.length === 1), notes }
}

const isName = (text: string): boolean => /^[A-Za-z]\w{0,62}$/.test(text)

function noteOf(command: string, target: string | undefined): CellNote {
  const said = shortened(command)
  if (target !== undefined) return { code: 'value_left_out', name: target.slice(0, 100), command: said }
  return installs.test(command) ? { code: 'packages_not_installed', command: said } : { code: 'command_left_out', command: said }
}

const shortened = (command: string): string => withoutPasswords(command).slice(0, 200)

/** A block keeps a statement. */
function asRemark(indent: string, text: string): string {
  const [first = '', ...more] = withoutPasswords(text).split('\n')
  return [`${indent}${indent === '' ? '' : 'pass  '}# ${first}`, ...more.map((line) => `${indent}# ${line}`)].map((line) => line.trimEnd()).join('\n')
}

/** Addresses of databases have them in it. What has no `@` is taken too, so nothing is looked through twice. */
const withoutPasswords = (text: string): string =>
  text.replaceAll(/(:\/\/[^\s:@/]*:)[^\s@]*(@?)/g, (whole, head: string, end: string) => (end === '' ? whole : `${head}…@`))
