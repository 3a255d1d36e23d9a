import { useEffect, useMemo, useRef, useState, type Ref } from 'react'
import type { CodeCompletion, CodeEditorHandle, CodeMark } from '../../../components/code-editor.tsx'
import type { CodeLanguage } from '../../../components/code-languages.ts'
import { Code } from '../../../components/code.tsx'
import { useTypedText } from '../../../draft/use-typed-text.ts'
import { useNotebook } from '../notebook-context.ts'
import classes from './cells.module.css'

type Props = {
  label: string
  language: CodeLanguage
  value: string
  placeholder?: string
  completions: readonly CodeCompletion[]
  marks?: readonly CodeMark[]
  goTo?: { line: number; count: number } | null
  isWriting: boolean
  onWrite: (text: string) => void
  editor?: Ref<CodeEditorHandle>
}

/** The code of a cell: an editor where it is in sight, else its text, so that a long notebook stays light. */
export function CodeSource({ label, language, value, placeholder, completions, marks, goTo = null, isWriting, onWrite, editor }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { actions } = useNotebook()
  const { text, write, flush } = useTypedText(value, onWrite)
  const isNear = useIsNear(place)
  const isEditor = isNear || isWriting || goTo !== null
  // An editor that is there takes the focus; one that comes has it from the beginning.
  const [begins] = useState(isWriting)
  useEffect(() => {
    if (isWriting) place.current?.querySelector<HTMLElement>('.cm-content')?.focus()
  }, [isWriting])
  useEffect(() => actions.hold(flush), [actions, flush])
  const lines = useMemo(() => text.split('\n').length, [text])
  return (
    <div ref={place} onBlur={flush} className={classes['source']} style={isEditor ? {} : { minHeight: Math.min(420, lines * 18 + 14) }}>
      {isEditor ? (
        <Code
          label={label}
          language={language}
          value={text}
          onChange={write}
          completions={completions}
          minHeight={32}
          lineNumbers
          hasFocus={begins}
          goTo={goTo}
          ref={editor}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(marks === undefined ? {} : { marks })}
        />
      ) : (
        <pre className={classes['text']}>{text}</pre>
      )}
    </div>
  )
}

/** Whether something is in sight or soon will be. */
function useIsNear(place: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        // Whoever writes there is not interrupted by scrolling on.
        setIsNear(entry?.isIntersecting === true || element.contains(document.activeElement))
      },
      { rootMargin: '600px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return isNear
}
