import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours of SQL, on both backgrounds. */
export const codeColors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--atrium-dimension)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--atrium-calculation)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--atrium-metric)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
])

/** Font, caret, gutter and focus of an editor. */
export const codeLook = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
  '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--mantine-color-dimmed)', border: 'none' },
  '&.cm-focused': { outline: '2px solid var(--mantine-color-brand-filled)', outlineOffset: '-2px' },
  '.cm-tooltip': { backgroundColor: 'var(--mantine-color-body)', borderColor: 'var(--atrium-line)' },
})
