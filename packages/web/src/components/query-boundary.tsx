import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorPanel } from './error-panel.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** Said when it fails. */
  failed: string
  /** Shown at the final size until data is there. */
  skeleton: ReactNode
  children: (data: T) => ReactNode
}

/** Skeleton, error or content of one server query. Old data stays visible while new data loads. */
export function QueryBoundary<T>({ query, failed, skeleton, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorPanel title={failed} error={query.error} onRetry={() => void query.refetch()} />
  return (
    <div aria-busy style={{ display: 'contents' }}>
      {skeleton}
    </div>
  )
}
