import type { EditorView } from '@codemirror/view'

/** Writes at the cursor of an editor, over what is selected, and apart from the words beside it; the editor has the focus then. */
export function insertText(editor: EditorView | null, text: string): void {
  if (editor === null) return
  const { from, to } = editor.state.selection.main
  const isWord = (start: number, end: number): boolean => /\w/.test(editor.state.sliceDoc(start, end))
  const apart = `${isWord(Math.max(0, from - 1), from) ? ' ' : ''}${text}${isWord(to, to + 1) ? ' ' : ''}`
  editor.dispatch({ ...editor.state.replaceSelection(apart), scrollIntoView: true })
  editor.focus()
}
