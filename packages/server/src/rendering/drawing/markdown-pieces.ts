import { lexer, type Token, type Tokens } from 'marked'
import type { Weight } from './fonts.ts'
import { baseline, gap, ink, moved, type Mark, type Piece } from './marks.ts'
import { tablePieces } from './table-pieces.ts'
import { brokenLines, type Line, type Run } from './text-lines.ts'

type Paragraph = { size: number; width: number; color?: string }

/** Runs as lines of a width. */
export const textPieces = (runs: readonly Run[], { size, width, color = ink.text }: Paragraph): Piece[] =>
  brokenLines(runs, { size, width }).map((line) => ({ height: Math.ceil(size * 1.5), marks: marksOf(line, size, color) }))

const marksOf = (line: Line, size: number, color: string): Mark[] =>
  line.flatMap(({ text, weight, x }) => (text.trim() === '' ? [] : [{ kind: 'text', x, y: baseline(size), text, size, weight, color }]))

const headings = [22, 18, 16, 14, 14, 14]
const body = 13

/** Markdown as it is drawn: its words and their order. Pictures are named, markup in it is text. */
export function markdownPieces(text: string, width: number, locale: string): Piece[] {
  return lexer(text).flatMap((token) => blockOf(token, { width, locale, depth: 0 }))
}

type Place = { width: number; locale: string; depth: number }

/** Lists in lists are drawn as deep as this. */
const deepest = 6

function blockOf(token: Token, place: Place): Piece[] {
  const { width } = place
  switch (token.type) {
    case 'heading': {
      const { depth } = token as Tokens.Heading
      return [gap(4), ...textPieces(inline(token.tokens, 600), { size: headings[depth - 1] ?? body, width }), gap(4)]
    }
    case 'paragraph':
    case 'text':
      return [...textPieces(inline(token.tokens ?? [token], 400), { size: body, width }), gap(6)]
    case 'list':
      return [...listOf(token as Tokens.List, place), gap(4)]
    case 'blockquote':
      return shifted(within((token as Tokens.Blockquote).tokens, { ...place, width: width - 16 }), 16, { color: ink.muted })
    case 'code':
      return [...textPieces([{ text: (token as Tokens.Code).text, weight: 400 }], { size: 12, width, color: ink.muted }), gap(6)]
    case 'table': {
      const { header, rows } = token as Tokens.Table
      const columns = header.map(({ tokens, align }) => ({ label: plain(tokens), isNumber: align === 'right' }))
      const table = tablePieces({ columns, rows: rows.map((row) => row.map(({ tokens }) => plain(tokens))), totalRows: rows.length }, width, place.locale)
      return [...(table.head === null ? [] : [table.head]), ...table.rows, ...table.notes]
    }
    case 'hr':
      return [{ height: 12, marks: [{ kind: 'box', x: 0, y: 6, width, height: 1, fill: ink.line }] }]
    case 'html':
      return textPieces([{ text: withoutTags((token as Tokens.HTML).text), weight: 400 }], { size: body, width })
    default:
      return []
  }
}

function within(tokens: readonly Token[], place: Place): Piece[] {
  return place.depth >= deepest ? [] : tokens.flatMap((token) => blockOf(token, { ...place, depth: place.depth + 1 }))
}

function listOf({ ordered, start, items }: Tokens.List, place: Place): Piece[] {
  return items.flatMap((item, index) => {
    const pieces = shifted(within(item.tokens, { ...place, width: Math.max(60, place.width - 20) }), 20)
    const sign = ordered ? `${Number(start === '' ? 1 : start) + index}.` : '•'
    const [first, ...rest] = pieces
    if (first === undefined) return []
    return [{ ...first, marks: [...textOf(sign), ...first.marks] }, ...rest]
  })
}

const textOf = (text: string): Mark[] => [{ kind: 'text', x: 4, y: baseline(body), text, size: body, weight: 400, color: ink.muted }]

const shifted = (pieces: readonly Piece[], dx: number, look: { color?: string } = {}): Piece[] =>
  pieces.map(({ height, marks }) => ({
    height,
    marks: moved(marks, dx, 0).map((mark) => (mark.kind === 'text' && look.color !== undefined ? { ...mark, color: look.color } : mark)),
  }))

/** What stands in a line, with what is bold of it. */
function inline(tokens: readonly Token[] = [], weight: Weight): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case 'strong':
        return inline(token.tokens, weight === 400 ? 600 : 700)
      case 'br':
        return [{ text: '\n', weight }]
      case 'image':
        return [{ text: `[${(token as Tokens.Image).text}]`, weight }]
      case 'html':
        return [{ text: withoutTags((token as Tokens.Tag).text), weight }]
      default: {
        const { tokens: inner, text = '' } = token as { tokens?: Token[]; text?: string }
        return inner === undefined ? [{ text: readable(text), weight }] : inline(inner, weight)
      }
    }
  })
}

const plain = (tokens: readonly Token[]): string =>
  inline(tokens, 400)
    .map(({ text }) => text)
    .join('')

const withoutTags = (text: string): string => text.replaceAll(/<[^>]*>/g, '')

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' }
const readable = (text: string): string => text.replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
