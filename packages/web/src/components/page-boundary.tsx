import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '../api/api-error.ts'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { LinkTo } from './link-to.tsx'
import { PageTitle } from './page-title.tsx'
import { Page } from './page.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** What the page is called until its content says it. */
  title: string
  /** Said when it fails. */
  failed: string
  /** Where others of its kind are: the way on from a page of something that is not there. */
  back: { label: string; href: string }
  /** Shown at the final size until data is there. */
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** A whole page of one server query: skeleton, content, or below a heading why there is none. It has a title all the time. */
export function PageBoundary<T>({ query, title, failed, back, skeleton = <PagePending />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isPending)
    return (
      <>
        <PageTitle title={title} />
        <div aria-busy style={{ display: 'contents' }}>
          {skeleton}
        </div>
      </>
    )
  // What is not there will not be there a second later.
  const isGone = query.error instanceof ApiError && query.error.statusCode === 404
  return (
    <Page title={title}>
      <ErrorPanel
        title={failed}
        error={query.error}
        {...(isGone ? {} : { onRetry: () => void query.refetch() })}
        actions={
          <Button size="xs" variant="default" component={LinkTo} href={back.href}>
            {back.label}
          </Button>
        }
      />
    </Page>
  )
}
