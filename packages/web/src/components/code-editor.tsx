import { autocompletion, closeBrackets, startCompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers, placeholder as placeholderText, tooltips } from '@codemirror/view'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { loadedLanguage, loadLanguage, type CodeLanguage } from './code-languages.ts'
import { codeColors, codeLook } from './code-look.ts'
import { insertText } from './insert-text.ts'

export type CodeCompletion = {
  label: string
  detail?: string
  /** What is inserted. */
  text: string
  /** Of a column: the table that it is in. Behind a name and a dot only these are offered. */
  of?: string
}

/** A line to be marked, and why. Lines count from 1. */
export type CodeMark = { line: number; message: string; isError: boolean }

/** What others do in an editor. */
export type CodeEditorHandle = { /** Writes at the cursor, over what is selected. */ insert: (text: string) => void }

export type CodeEditorProps = {
  label: string
  value: string
  /** Absent: read only. */
  onChange?: (value: string) => void
  /** Offered after `$` or while typing a name. */
  completions?: readonly CodeCompletion[]
  placeholder?: string
  minHeight?: number
  maxHeight?: number
  lineNumbers?: boolean
  language?: CodeLanguage
  marks?: readonly CodeMark[]
  /** Goes to a line when it changes; `count` tells two wishes for the same line apart. */
  goTo?: { line: number; count: number } | null
  /** Whether it has the focus when it is first shown. */
  hasFocus?: boolean
  ref?: Ref<CodeEditorHandle> | undefined
}

const noMarks: readonly CodeMark[] = []

/** Code with colours; editable when `onChange` is given. Tab leaves it, so that the keyboard is never caught. */
export function CodeEditor({
  label,
  value,
  onChange,
  completions = [],
  placeholder,
  minHeight = 0,
  maxHeight = 420,
  lineNumbers: numbered = false,
  language = 'sql',
  marks = noMarks,
  goTo = null,
  hasFocus = false,
  ref,
}: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const markPart = useRef(new Compartment())
  const latest = useRef({ onChange, completions, value })
  useEffect(() => {
    latest.current = { onChange, completions, value }
  })
  const isEditable = onChange !== undefined
  useEffect(() => {
    if (place.current === null) return
    const editable = new Compartment()
    const colors = new Compartment()
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          colors.of(loadedLanguage(language) ?? []),
          markPart.current.of([]),
          markLook,
          syntaxHighlighting(codeColors),
          codeLook,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, ...(isEditable ? {} : { 'aria-readonly': 'true', tabindex: '0' }) }),
          EditorView.theme({ '.cm-scroller': { minHeight: `${minHeight}px`, maxHeight: `${maxHeight}px`, overflow: 'auto' } }),
          editable.of([EditorState.readOnly.of(!isEditable), EditorView.editable.of(isEditable)]),
          ...(numbered ? [lineNumbers()] : []),
          ...(placeholder === undefined ? [] : [placeholderText(placeholder)]),
          ...(isEditable
            ? [
                history(),
                closeBrackets(),
                // What is offered would be cut off at the frame of a small editor.
                tooltips({ parent: document.body }),
                autocompletion({ override: [(context) => complete(context, latest.current.completions)] }),
                keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
                EditorView.updateListener.of((update) => {
                  if (update.docChanged) latest.current.onChange?.(update.state.doc.toString())
                }),
              ]
            : []),
        ],
      }),
    })
    view.current = editor
    if (loadedLanguage(language) === undefined) {
      loadLanguage(language).then(
        (loaded) => view.current === editor && editor.dispatch({ effects: colors.reconfigure(loaded) }),
        // Code without colours is better than none.
        () => undefined,
      )
    }
    if (hasFocus) editor.focus()
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [label, isEditable, minHeight, maxHeight, numbered, placeholder, language, hasFocus])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  // Columns that came while somebody waits for them, behind a name and a dot.
  const members = completions.filter(({ of }) => of !== undefined).length
  useEffect(() => {
    const editor = view.current
    if (editor === null || members === 0 || !editor.hasFocus) return
    const { head } = editor.state.selection.main
    if (memberBefore.test(editor.state.sliceDoc(editor.state.doc.lineAt(head).from, head))) startCompletion(editor)
  }, [members])

  useEffect(() => {
    const editor = view.current
    // By line numbers at every change of the text: a mark never stands where the text has gone.
    editor?.dispatch({ effects: markPart.current.reconfigure(EditorView.decorations.of(({ state }) => decorationsOf(state, marks))) })
  }, [marks])

  useEffect(() => {
    const editor = view.current
    if (editor === null || goTo === null) return
    const { from } = editor.state.doc.line(Math.min(Math.max(1, goTo.line), editor.state.doc.lines))
    editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
    editor.focus()
  }, [goTo])

  useImperativeHandle(ref, () => ({ insert: (text) => insertText(view.current, text) }), [])

  return <div ref={place} style={{ border: isEditable ? '1px solid var(--atrium-line)' : 'none', borderRadius: 6, overflow: 'hidden' }} />
}

const markLook = EditorView.theme({
  '.cm-marked-error': { backgroundColor: 'color-mix(in srgb, var(--mantine-color-red-6) 16%, transparent)' },
  '.cm-marked-warning': { backgroundColor: 'color-mix(in srgb, var(--mantine-color-orange-5) 16%, transparent)' },
})

/** One mark for each line: the worst of what is wrong there, with all of it as its title. */
function decorationsOf({ doc }: EditorState, marks: readonly CodeMark[]) {
  const lines = new Map<number, CodeMark[]>()
  for (const mark of marks) if (mark.line >= 1 && mark.line <= doc.lines) lines.set(mark.line, [...(lines.get(mark.line) ?? []), mark])
  return Decoration.set(
    [...lines].map(([line, own]) =>
      Decoration.line({
        class: own.some(({ isError }) => isError) ? 'cm-marked-error' : 'cm-marked-warning',
        attributes: { title: own.map(({ message }) => message).join('\n') },
      }).range(doc.line(line).from),
    ),
    true,
  )
}

/** A name, a dot and what is typed of what lies in it. */
const memberBefore = /[A-Za-z_]\w*\.\w*$/

function complete(context: CompletionContext, completions: readonly CodeCompletion[]): CompletionResult | null {
  const member = context.matchBefore(memberBefore)
  const members = completions.filter(({ of }) => of !== undefined)
  if (member !== null && members.length > 0) {
    const [owner = ''] = member.text.split('.')
    const own = members.filter(({ of }) => of?.toLowerCase() === owner.toLowerCase())
    // Another name for a table may mean any of them.
    return { from: member.from + owner.length + 1, options: (own.length > 0 ? own : members).map(asOption) }
  }
  const word = context.matchBefore(/\$\{?[\w. ]*|\w+/)
  if (word === null || (word.from === word.to && !context.explicit)) return null
  return {
    from: word.from,
    options: completions.map(asOption),
    filter: !word.text.startsWith('$'),
    ...(word.text.startsWith('$') ? { options: matching(completions, word.text) } : {}),
  }
}

function matching(completions: readonly CodeCompletion[], typed: string) {
  const wanted = typed.replace(/^\$\{?/, '').toLowerCase()
  return completions.filter(({ label, text }) => `${label} ${text}`.toLowerCase().includes(wanted)).map(asOption)
}

const asOption = ({ label, detail, text }: CodeCompletion) => ({ label, apply: text, ...(detail === undefined ? {} : { detail }), type: 'variable' })
