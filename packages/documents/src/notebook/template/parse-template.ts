import type { Expression } from './expression.ts'
import { ExpressionReader } from './parse-expression.ts'
import { TemplateError } from './template-error.ts'
import { tokensOf } from './tokens.ts'

/** A part of a template. */
export type TemplateNode =
  | { kind: 'text'; text: string; from: number }
  | { kind: 'output'; value: Expression }
  | { kind: 'if'; branches: readonly { test: Expression; body: readonly TemplateNode[] }[]; otherwise: readonly TemplateNode[] }
  | { kind: 'for'; names: readonly string[]; of: Expression; body: readonly TemplateNode[]; otherwise: readonly TemplateNode[]; at: number }
  | { kind: 'set'; name: string; value: Expression }

export type Template = {
  nodes: readonly TemplateNode[]
  /** Where something stands that is no plain text: braces and all. */ marks: readonly { from: number; to: number }[]
}

/** Blocks in one another at most. */
const deepest = 50

type Part = { kind: 'text' | 'output' | 'block'; from: number; to: number; /** Without the braces. */ inner: { from: number; to: number } }

/**
 * Reads a template in the grammar of Jinja: `{{ value }}`, `{% if %}`, `{% for %}`, `{% set %}`, `{% raw %}`, `{# a remark #}`, and
 * a dash inside of braces that takes white space away. Throws `TemplateError`.
 */
export function parseTemplate(source: string): Template {
  const { parts, marks } = partsOf(source)
  let at = 0

  const textOf = ({ from, to }: Part): string => source.slice(from, to)
  const nodesUntil = (ends: readonly string[], depth: number, open: string, openAt: number): { nodes: TemplateNode[]; end: Block | null } => {
    if (depth > deepest) throw new TemplateError(`Blocks are nested at most ${deepest} times`, openAt)
    const nodes: TemplateNode[] = []
    for (let part = parts[at]; part !== undefined; part = parts[at]) {
      at += 1
      if (part.kind === 'text') nodes.push({ kind: 'text', text: textOf(part), from: part.from })
      else if (part.kind === 'output') nodes.push({ kind: 'output', value: outputOf(source, part) })
      else {
        const block = blockOf(source, part)
        if (ends.includes(block.word)) return { nodes, end: block }
        nodes.push(nodeOf(block, depth))
      }
    }
    if (ends.length > 0) throw new TemplateError(`{% ${open} %} has no end: write {% end${open} %} behind it`, openAt)
    return { nodes, end: null }
  }
  const nodeOf = (block: Block, depth: number): TemplateNode => {
    const { word, reader } = block
    if (word === 'if') return ifOf(block, depth)
    if (word === 'for') return forOf(block, depth)
    if (word === 'set') {
      const name = reader.name()
      reader.expect('=')
      return { kind: 'set', name, value: reader.whole() }
    }
    throw new TemplateError(`{% ${word} %} is not known here: there are if, for, set and raw`, block.at)
  }
  const ifOf = (first: Block, depth: number): TemplateNode => {
    const branches: { test: Expression; body: readonly TemplateNode[] }[] = []
    let block = first
    for (;;) {
      const test = block.word === 'else' ? null : block.reader.whole()
      if (test === null) block.reader.finish()
      const { nodes, end } = nodesUntil(test === null ? ['endif'] : ['elif', 'else', 'endif'], depth + 1, 'if', first.at)
      if (test !== null) branches.push({ test, body: nodes })
      if (end === null || end.word === 'endif') return { kind: 'if', branches, otherwise: test === null ? nodes : [] }
      block = end
    }
  }
  const forOf = ({ reader, at: place }: Block, depth: number): TemplateNode => {
    const names = [reader.name()]
    while (reader.take(',')) names.push(reader.name())
    reader.expect('in')
    const of = reader.whole()
    const { nodes, end } = nodesUntil(['else', 'endfor'], depth + 1, 'for', place)
    const otherwise = end?.word === 'else' ? nodesUntil(['endfor'], depth + 1, 'for', place).nodes : []
    return { kind: 'for', names, of, body: nodes, otherwise, at: place }
  }
  return { nodes: nodesUntil([], 0, '', 0).nodes, marks }
}

type Block = { word: string; reader: ExpressionReader; at: number }

function blockOf(source: string, { inner, from }: Part): Block {
  const reader = new ExpressionReader(tokensOf(source, inner.from, inner.to), inner.to)
  const word = ['if', 'else'].find((one) => reader.take(one)) ?? reader.name()
  return { word, reader, at: from }
}

function outputOf(source: string, { inner, from }: Part): Expression {
  const tokens = tokensOf(source, inner.from, inner.to)
  if (tokens.length === 0) throw new TemplateError('{{ }} is empty: write a name in it', from)
  return new ExpressionReader(tokens, inner.to).whole()
}

const opening = /\{\{|\{%|\{#/g
const ends: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' }

/** The texts, outputs and blocks of a template in their order; what is raw is text. */
function partsOf(source: string): { parts: Part[]; marks: { from: number; to: number }[] } {
  const parts: Part[] = []
  const marks: { from: number; to: number }[] = []
  let at = 0
  const addText = (from: number, to: number): void => {
    if (to > from) parts.push({ kind: 'text', from, to, inner: { from, to } })
  }
  for (;;) {
    opening.lastIndex = at
    const found = opening.exec(source)
    if (found === null) break
    const from = found.index
    const close = endOf(source, found[0], from)
    const { end, inner, trimsBefore, trimsAfter } = close
    addText(at, trimsBefore ? from - (/\s*$/.exec(source.slice(Math.max(at, from - 1000), from))?.[0].length ?? 0) : from)
    at = trimsAfter ? end + (/^\s*/.exec(source.slice(end, end + 1000))?.[0].length ?? 0) : end
    marks.push({ from, to: end })
    if (found[0] === '{#') continue
    if (found[0] === '{%' && source.slice(inner.from, inner.to).trim() === 'raw') {
      const rawEnd = /\{%-?\s*endraw\s*-?%\}/g
      rawEnd.lastIndex = at
      const ended = rawEnd.exec(source)
      if (ended === null) throw new TemplateError('{% raw %} has no end: write {% endraw %} behind it', from)
      addText(at, ended.index)
      at = ended.index + ended[0].length
      marks.push({ from: ended.index, to: at })
      continue
    }
    parts.push({ kind: found[0] === '{{' ? 'output' : 'block', from, to: end, inner })
  }
  addText(at, source.length)
  return { parts, marks }
}

/** Where a mark ends. What stands in quotes ends nothing. */
function endOf(source: string, open: string, from: number): { end: number; inner: { from: number; to: number }; trimsBefore: boolean; trimsAfter: boolean } {
  const close = ends[open] ?? ''
  const closing = open === '{#' ? /#\}/g : new RegExp(`"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|${close === '}}' ? '\\}\\}' : '%\\}'}`, 'gs')
  closing.lastIndex = from + 2
  for (let found = closing.exec(source); found !== null; found = closing.exec(source)) {
    if (found[0] !== close) continue
    const trimsBefore = source[from + 2] === '-'
    const trimsAfter = source[found.index - 1] === '-' && found.index - 1 > from + 2
    return { end: found.index + 2, inner: { from: from + (trimsBefore ? 3 : 2), to: found.index - (trimsAfter ? 1 : 0) }, trimsBefore, trimsAfter }
  }
  throw new TemplateError(`${open} has no end: write ${close} behind it`, from)
}
