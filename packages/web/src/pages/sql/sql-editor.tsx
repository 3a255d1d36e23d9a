import { acceptCompletion, autocompletion, closeBrackets, completionStatus } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { codeColors, codeLook } from '../../components/code-look.ts'
import { insertText } from '../../components/insert-text.ts'

export type SqlEditorHandle = {
  /** Writes at the cursor, over what is selected. */
  insert: (text: string) => void
  /** Cursor and selection; `selected` is empty without one. */
  place: () => { position: number; selected: string }
  focus: () => void
}

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  /** Columns by table, for completion. */
  schema: Readonly<Record<string, readonly string[]>>
  /** Line with an error, from 1. */
  errorLine: number | null
  /** ⌥⇧F. */
  onFormat: () => void
  ref: Ref<SqlEditorHandle>
}

const frame = EditorView.theme({
  '&': { height: '100%' },
  '.cm-scroller': { overflow: 'auto' },
  '.cm-error-line': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-color-red-6) 18%, transparent)',
    textDecoration: 'underline wavy var(--mantine-color-red-6)',
  },
})
const language = (schema: Props['schema']) =>
  sql({ dialect: PostgreSQL, schema: Object.fromEntries(Object.entries(schema).map(([table, columns]) => [table, [...columns]])), upperCaseKeywords: false })

/** An editor for SQL that knows the tables. Tab leaves it, except where it takes a completion. */
export function SqlEditor({ label, value, onChange, schema, errorLine, onFormat, ref }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const parts = useRef({ language: new Compartment(), error: new Compartment() })
  const latest = useRef({ value, onChange, schema, onFormat })
  useEffect(() => {
    latest.current = { value, onChange, schema, onFormat }
  })
  useEffect(() => {
    if (place.current === null) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          parts.current.language.of(language(latest.current.schema)),
          parts.current.error.of([]),
          syntaxHighlighting(codeColors),
          codeLook,
          frame,
          lineNumbers(),
          history(),
          closeBrackets(),
          bracketMatching(),
          // Its signs are letters of fonts that are not on every machine.
          autocompletion({ icons: false }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          keymap.of([
            { key: 'Tab', run: (target) => completionStatus(target.state) === 'active' && acceptCompletion(target) },
            {
              key: 'Alt-Shift-f',
              run: () => {
                latest.current.onFormat()
                return true
              },
            },
            ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
            ...historyKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [label])
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])
  useEffect(() => {
    view.current?.dispatch({ effects: parts.current.language.reconfigure(language(schema)) })
  }, [schema])
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const isThere = errorLine !== null && errorLine >= 1 && errorLine <= editor.state.doc.lines
    const marks = isThere
      ? EditorView.decorations.of(Decoration.set([Decoration.line({ class: 'cm-error-line' }).range(editor.state.doc.line(errorLine).from)]))
      : []
    editor.dispatch({ effects: parts.current.error.reconfigure(marks) })
  }, [errorLine])
  useImperativeHandle(ref, () => ({
    insert: (text) => insertText(view.current, text),
    place: () => {
      const range = view.current?.state.selection.main
      return { position: range?.head ?? 0, selected: range === undefined ? '' : (view.current?.state.sliceDoc(range.from, range.to) ?? '') }
    },
    focus: () => view.current?.focus(),
  }))
  return <div ref={place} style={{ height: '100%' }} />
}
