import { escapeHtml } from '../option/escape-html.ts'

const markTags = ['p', 'strong', 'em', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li'] as const

/** What text of a comment can be marked as. */
export type MarkTag = (typeof markTags)[number]

/** Everything a comment is made of. */
export type RichNode =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'mark'; tag: MarkTag; children: RichNode[] }
  /** `href` has passed `safeLink`. */
  | { type: 'link'; href: string; children: RichNode[] }
  | { type: 'mention'; userId: string; children: RichNode[] }

export const isMarkTag = (name: string): name is MarkTag => markTags.some((tag) => tag === name)

/** As HTML that holds nothing but these nodes; all text is escaped. */
export function richTextHtml(nodes: readonly RichNode[]): string {
  return nodes.map(htmlOf).join('')
}

function htmlOf(node: RichNode): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.text)
    case 'break':
      return '<br>'
    case 'mark':
      return `<${node.tag}>${richTextHtml(node.children)}</${node.tag}>`
    case 'link':
      return `<a href="${escapeHtml(node.href)}" target="_blank" rel="noopener noreferrer nofollow">${richTextHtml(node.children)}</a>`
    case 'mention':
      return `<span data-type="mention" data-id="${escapeHtml(node.userId)}">${richTextHtml(node.children)}</span>`
  }
}

/** The text alone. */
export function plainTextOf(nodes: readonly RichNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? node.text : node.type === 'break' ? '\n' : plainTextOf(node.children))).join('')
}
