import { autocompletion, closeBrackets, startCompletion } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { syntaxHighlighting } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { graphql } from 'cm6-graphql'
import type { GraphQLSchema } from 'graphql'
import { useEffect, useRef } from 'react'
import { codeColors, codeLook } from '../../components/code-look.ts'

type Props = {
  label: string
  schema: GraphQLSchema
  value: string
  onChange: (value: string) => void
  onRun: () => void
  /** Somebody wants to know what a field or type is. */
  onShowType: (name: string) => void
}

/** A query with completion and mistakes by the schema. Tab leaves it, so that the keyboard is never caught. */
export function GraphqlEditor({ label, schema, value, onChange, onRun, onShowType }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef({ onChange, onRun, onShowType, value })
  useEffect(() => {
    latest.current = { onChange, onRun, onShowType, value }
  })
  useEffect(() => {
    if (place.current === null) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          // Before the other keys: in many editors it makes a line.
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                latest.current.onRun()
                return true
              },
            },
            { key: 'Ctrl-Space', run: startCompletion },
          ]),
          graphql(schema, { onShowInDocs: (_field, type, parentType) => latest.current.onShowType(type ?? parentType ?? '') }),
          syntaxHighlighting(codeColors),
          codeLook,
          tall,
          lineNumbers(),
          history(),
          autocompletion(),
          closeBrackets(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          keymap.of([...defaultKeymap, ...historyKeymap]),
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
  }, [label, schema])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  return <div ref={place} style={{ border: '1px solid var(--atrium-line)', borderRadius: 6, overflow: 'hidden' }} />
}

const tall = EditorView.theme({ '.cm-scroller': { minHeight: '280px', maxHeight: '480px', overflow: 'auto' } })
