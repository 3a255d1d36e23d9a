import { useEffect } from 'react'

/** Names the document; screen readers announce it when the page changes. */
export function PageTitle({ title }: { title: string }) {
  useEffect(() => {
    document.title = `${title} · Atrium`
  }, [title])
  return null
}
