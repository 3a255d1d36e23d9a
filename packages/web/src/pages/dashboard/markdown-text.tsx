import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import classes from './dashboard.module.css'

/** Markdown, made safe; what renders it is loaded when first needed. */
export function MarkdownText({ text }: { text: string }) {
  const [html, setHtml] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    const render = async (): Promise<void> => {
      const { renderMarkdown } = await import('../../dashboard/render-markdown.ts')
      if (isCurrent) setHtml(renderMarkdown(text))
    }
    void render()
    return () => {
      isCurrent = false
    }
  }, [text])
  if (html === null) return <Skeleton height={40} />
  // The HTML comes out of DOMPurify.
  // oxlint-disable-next-line react/no-danger
  return <div className={classes['markdown']} dangerouslySetInnerHTML={{ __html: html }} />
}
