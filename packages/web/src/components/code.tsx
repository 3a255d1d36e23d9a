import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { CodeEditorProps } from './code-editor.tsx'

const CodeEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })))

/** A SQL editor that is loaded when it is first shown. */
export function Code(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={Math.max(60, props.minHeight ?? 0)} />}>
      <CodeEditor {...props} />
    </Suspense>
  )
}
